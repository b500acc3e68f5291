"""The log of what was done about talk: each act writes one line, as it happens."""

from __future__ import annotations

from uuid import UUID

from plugin import clock
from plugin.database import db
from plugin.discussions.care.models import Moderation
from plugin.member import Member


def done(
    member: Member,
    what: str,
    course_id: UUID,
    *,
    thread_id: UUID | None = None,
    post_id: UUID | None = None,
    about_id: UUID | None = None,
    why: str = "",
) -> None:
    """Write down what somebody did; `what` is one of MODERATION."""
    about = {"thread_id": thread_id, "post_id": post_id, "about_id": about_id}
    said = {"course_id": course_id, "by_id": member.enrolment_id, "what": what, "why": why, "at": clock.now()}
    db.session.add(Moderation(**about, **said))
    db.session.flush()
