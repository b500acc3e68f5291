"""Undoing what was done for several: each thing is taken back as far as it still stands as it was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import update

from plugin import clock
from plugin.courses.outline.models import Assignment
from plugin.courses.resources.models import Share
from plugin.courses.resources.sharing.actions import end_share
from plugin.courses.sessions.plans.actions import call_off
from plugin.courses.sessions.plans.queries import plan_for
from plugin.database import changed, db
from plugin.discussions.models import Post
from plugin.discussions.taking_back import take_back
from plugin.errors import NotHere
from plugin.groups.several.models import Deed
from plugin.groups.several.queries import day_before
from plugin.member import Member


def undo(mentor: Member, deed: Deed) -> None:
    """Once: of two windows the first has done it."""
    still = update(Deed).where(Deed.id == deed.id, Deed.undone_at.is_(None))
    if changed(still.values(undone_at=clock.now()).returning(Deed.id)):
        for told in deed.done["for"].values():
            UNDOING[deed.kind](mentor, told)
    db.session.refresh(deed)


def _unsay(mentor: Member, told: Any) -> None:
    post = db.session.get(Post, UUID(told))
    if post and post.author_id == mentor.enrolment_id:
        take_back(post)


def _unshare(mentor: Member, told: Any) -> None:
    share = db.session.get(Share, UUID(told))
    if share and share.by_id == mentor.enrolment_id and share.ended_at is None:
        end_share(share)


def _unplan(mentor: Member, told: Any) -> None:
    try:
        plan = plan_for(mentor, UUID(told))
    except NotHere:  # they have parted meanwhile
        return
    if plan.is_ahead:
        call_off(mentor, plan, _("Planned by mistake"))


def _unextend(mentor: Member, told: Any) -> None:
    assignment = db.session.get(Assignment, UUID(told["assignment"]))
    if (
        assignment
        and mentor.mentors(assignment.enrolment_id)
        and str(assignment.extended_to) == told["until"]
    ):
        assignment.extended_to = day_before(told)
        db.session.flush()


UNDOING: dict[str, Callable[[Member, Any], None]] = {
    "message": _unsay,
    "share": _unshare,
    "plan": _unplan,
    "extend": _unextend,
}
