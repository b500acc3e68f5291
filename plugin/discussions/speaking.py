"""What is asked before anybody's words are kept: may they speak here, with a name, and not too much at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import ceil
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import func, select

from plugin import clock
from plugin.database import db
from plugin.dates import moment
from plugin.discussions.attention.mentions import called_in
from plugin.discussions.care.muting import Muted
from plugin.discussions.models import Post
from plugin.discussions.policy import may_leave_out_name
from plugin.discussions.queries import Discussion
from plugin.errors import Invalid, TooMuch
from plugin.forms import Form
from plugin.member import Member
from plugin.people.audience import Reach

# How many posts somebody may send within how long: more than anybody writes, fewer than a flood.
PACE = ((timedelta(minutes=1), 10), (timedelta(hours=1), 100))
THE_SAME = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where somebody speaks: whether mentees may leave their name out, why they may not write, what was said so far."""

    anonymous: bool = False
    muted: Muted | None = None
    thread_id: UUID | None = None
    reach: Reach = field(default_factory=Reach)


def stage_of(discussion: Discussion) -> Stage:
    """Where talk stands already, or could."""
    return Stage(discussion.anonymous, discussion.muted, discussion.thread_id, discussion.reach)


def heard(member: Member, form: Form, stage: Stage) -> Form:
    """The form as it may be acted on, or with what stands in its way; nothing that was typed is lost."""
    if not form.ok:
        return form
    try:
        _refuse_what_was_moved(stage, form.values["thread"])
        _refuse_the_muted(stage.muted)
        _refuse_a_name_left_out(member, stage.anonymous, unnamed=form.values["unnamed"])
        _refuse_floods(member)
        if stage.thread_id and not form.values["again"]:
            _refuse_the_same(member, stage.thread_id, form.values["words"])
        called = called_in(member, form.values["words"], stage.reach)
        if called.nobody and not form.values["again"]:
            raise Invalid(_nobody(called.nobody[0]), "again")
    except Invalid as fault:
        return form.refused(fault)
    return replace(form, values={**form.values, "mentioned": called.whom})


def said_with(form: Form) -> dict[str, Any]:
    """What goes with the words of a form that was heard: whether the name is left out, whom they mention, and of a post at
    the top whether it asks for advice."""
    return {name: form.values[name] for name in ("unnamed", "mentioned", "asks") if name in form.values}


def given_back(drawn: str, form: Form) -> ResponseReturnValue:
    """The page with the form to be put right, and how long to wait where that is all that is wrong."""
    return (drawn, 429, {"Retry-After": str(form.wait)}) if form.wait else (drawn, 422)


def _refuse_the_muted(muted: Muted | None) -> None:
    if muted is not None:
        raise Invalid(muted_sentence(muted))


def muted_sentence(muted: Muted) -> str:
    """What somebody reads who may not write among others for now."""
    if muted.until is None:
        return str(_("You cannot write among others here for now: %(why)s", why=muted.why))
    until = moment(muted.until)
    return str(_("You cannot write among others here until %(until)s: %(why)s", until=until, why=muted.why))


def _refuse_what_was_moved(stage: Stage, seen_in: UUID | None) -> None:
    """Whoever reads it is told at the place to write, and that was another place."""
    if seen_in is not None and seen_in != stage.thread_id:
        raise Invalid(
            _(
                "What you answer was moved meanwhile, and is read there by others than before. Please look who they are, "
                "and send it again: your words are kept here."
            )
        )


def _refuse_a_name_left_out(member: Member, anonymous: bool, *, unnamed: bool) -> None:
    if unnamed and not may_leave_out_name(member, anonymous):
        raise Invalid(_("Here your name stands with your words. Post them with it, or leave them."))


def _nobody(name: str) -> str:
    return str(
        _(
            "Nobody who reads this is called “%(name)s”. Choose from the names that come after an @, or tick this to "
            "post it as it stands.",
            name=name,
        )
    )


def _refuse_floods(member: Member) -> None:
    now = clock.now()
    for within, most in PACE:
        mine = (Post.author_id == member.enrolment_id, Post.made_at > now - within)
        latest = select(Post.made_at).where(*mine).order_by(Post.made_at.desc()).limit(most).subquery()
        number, first = db.session.execute(select(func.count(), func.min(latest.c.made_at))).one()
        if number >= most:
            wait = max(1, ceil((first + within - now).total_seconds()))
            raise TooMuch(
                _("That is a lot at once. Please wait a little and send it again: your words are kept here."),
                wait,
            )


def _refuse_the_same(member: Member, thread_id: UUID, words: Markup) -> None:
    mine = (Post.author_id == member.enrolment_id, Post.made_at > clock.now() - THE_SAME)
    here = (Post.thread_id == thread_id, Post.taken_back_at.is_(None))
    if words in set(db.session.scalars(select(Post.words).where(*mine, *here))):
        raise Invalid(_("You said exactly this a moment ago. Tick this to say it again."), "again")
