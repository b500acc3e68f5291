"""Questions to how two fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, or_, select

from plugin import clock
from plugin.courses.agreements.fit.models import FitCheck
from plugin.courses.agreements.parties import mentor_and_mentee
from plugin.database import db
from plugin.member import Member
from plugin.people.models import Mentorship
from plugin.people.observed.queries import is_in_scope
from plugin.people.queries import names

ASKED_AFTER = timedelta(days=30)
AGAIN_AFTER = timedelta(days=30)  # whoever was still deciding
MOST_ASKED = 2
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Two:
    """A mentor and whom they mentor now; `other` is the name of the one who does not look, `mine` what the viewer said."""

    mentor_id: UUID
    mentee_id: UUID
    other_id: UUID
    other: str
    mine: FitCheck | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Two of whom at least one wants another one, or is deciding still."""

    mentor: str
    mentee: str
    mentee_id: UUID
    deciding: bool


def two_for(viewer: Member, other_id: UUID) -> Two:
    """The viewer and somebody whom they mentor, or who mentors them. Raises NotHere for any other."""
    mentor, mentee = mentor_and_mentee(viewer, other_id)
    between = (FitCheck.mentor_id == mentor, FitCheck.mentee_id == mentee)
    mine = db.session.scalar(select(FitCheck).where(*between, FitCheck.by_id == viewer.enrolment_id))
    return Two(mentor, mentee, other_id, names(viewer, [other_id]).get(other_id, ""), mine)


def fits_to_say(viewer: Member) -> dict[UUID, str]:
    """With whom the viewer has been together for thirty days and has not said yet how they fit: two statements."""
    now = clock.now()
    these = (FitCheck.mentor_id == Mentorship.mentor_id) & (FitCheck.mentee_id == Mentorship.mentee_id)
    mutual = (FitCheck.mentor_id == Mentorship.mentee_id) & (FitCheck.mentee_id == Mentorship.mentor_id)
    said = exists().where(
        or_(these, mutual),  # two who mentor each other say it once
        FitCheck.by_id == viewer.enrolment_id,
        FitCheck.at >= Mentorship.since,
        or_(FitCheck.answer != "deciding", FitCheck.at > now - AGAIN_AFTER),
    )
    rows = db.session.execute(
        select(Mentorship.mentor_id, Mentorship.mentee_id)
        .where(Mentorship.context_id == viewer.context_id, Mentorship.until.is_(None))
        .where(or_(Mentorship.mentor_id == viewer.enrolment_id, Mentorship.mentee_id == viewer.enrolment_id))
        .where(is_in_scope(Mentorship.mentor_id, Mentorship.mentee_id))
        .where(Mentorship.since <= now - ASKED_AFTER, ~said)
        .order_by(Mentorship.since, Mentorship.id)
        .limit(MOST_ASKED)
    ).all()
    others = [row.mentee_id if row.mentor_id == viewer.enrolment_id else row.mentor_id for row in rows]
    return names(viewer, others) if others else {}


def who_wants_a_change(lead: Member) -> list[Wanted]:
    """Pairs of now in the lead's course in which somebody does not fit, or is deciding: two statements.

    Never which of the two, so that nobody is to blame.
    """
    runs = exists().where(
        Mentorship.mentor_id == FitCheck.mentor_id,
        Mentorship.mentee_id == FitCheck.mentee_id,
        Mentorship.context_id == lead.context_id,
        Mentorship.until.is_(None),
        Mentorship.since <= FitCheck.at,  # what was said of an earlier time together is over with it
    )
    rows = db.session.execute(
        select(FitCheck.mentor_id, FitCheck.mentee_id, FitCheck.answer)
        .where(FitCheck.answer != "good", runs)
        .order_by(FitCheck.at, FitCheck.id)
        .limit(SHOWN)
    ).all()
    called = names(lead, {one for row in rows for one in (row.mentor_id, row.mentee_id)})
    found: dict[tuple[UUID, UUID], bool] = {}
    for mentor, mentee, answer in rows:
        found[mentor, mentee] = found.get((mentor, mentee), True) and answer == "deciding"
    return [
        Wanted(called.get(mentor, ""), called.get(mentee, ""), mentee, deciding)
        for (mentor, mentee), deciding in found.items()
    ]
