"""What can happen between two: they rest, go on, hand over, and end."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from plugin import clock
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.parting.queries import Together
from plugin.courses.outline.progress import settle
from plugin.database import db, is_first, replaced
from plugin.errors import Conflict, Invalid
from plugin.member import Member
from plugin.people.models import Mentorship

LONGEST = timedelta(days=366)


def rest(member: Member, two: Together, until: date | None, why: str) -> None:
    """The two rest, until that day or until one of them goes on. Raises Invalid for a day that is over, or too far."""
    today = clock.today(member.zone)
    if until and until < today:
        raise Invalid(_("That day is over. Please choose today or a later one, or none."), "rests_until")
    if until and until > today + LONGEST:
        raise Invalid(_("That is more than a year. Please look at the year again."), "rests_until")
    for one in two.mentorships:
        one.rests_since, one.rests_until, one.rests_why = clock.now(), until, why
    db.session.flush()


def go_on(two: Together) -> None:
    """They go on."""
    for one in two.mentorships:
        one.rests_since, one.rests_until, one.rests_why = None, None, ""
    db.session.flush()


def hand_over(writer: Member, two: Together, words: str, version: int = 0) -> None:
    """Keep what the writer says to whoever comes next. Raises Conflict where a second window said something else."""
    own = (Handover.mentorship_id == two.first.id, Handover.by_id == writer.enrolment_id)
    said = {"words": words, "at": clock.now()}
    fresh = {"mentorship_id": two.first.id, "by_id": writer.enrolment_id, **said}
    kept = replaced(Handover, version, said, *own) if version else is_first(Handover(**fresh))
    if kept:
        return
    stands = db.session.scalars(select(Handover).where(*own)).one_or_none()
    if stands is not None and stands.words != words:
        raise Conflict({"handover": stands.words}, stands.version)


def show_handover(handover: Handover, *, shown: bool) -> None:
    """Let whoever mentors the mentee read it, or no more."""
    handover.shown_at = clock.now() if shown else None
    db.session.flush()


def end(pair: Mentorship) -> None:
    """It ends now: the mentee keeps all of theirs, the mentor what they wrote for themselves."""
    pair.until = clock.now()
    db.session.flush()
    settle(pair.context_id, people=[pair.mentee_id])
