"""Questions to how two rest and part, and to what was handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import Select, or_, select

from plugin import clock
from plugin.courses.agreements.parties import mentor_and_mentee
from plugin.courses.agreements.parting.models import Handover
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Mentorship
from plugin.people.queries import names

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Handed:
    """What somebody wrote for whoever comes next, and from which time together it is."""

    id: UUID
    mentor_id: UUID
    mentee_id: UUID
    by_id: UUID
    by: str
    words: Markup
    at: datetime
    since: datetime
    until: datetime | None
    shown: bool
    version: int


@dataclass(frozen=True, slots=True)
class Together:
    """A mentor and whom they mentor now, `other` being the name of the one who does not look.

    `pair` is their mentorship one to one, None where they are together through a group alone. `written` is what either of
    them has written to hand over, `earlier` what was handed over to them.
    """

    mentor_id: UUID
    mentee_id: UUID
    other_id: UUID
    other: str
    mentorships: tuple[Mentorship, ...]
    pair: Mentorship | None
    rests: bool
    written: tuple[Handed, ...]
    earlier: tuple[Handed, ...]

    @property
    def first(self) -> Mentorship:
        """The one that what is written hangs on: theirs alone before that of a group."""
        return self.pair or self.mentorships[0]

    @property
    def rests_until(self) -> date | None:
        """The last day of the rest, where one was said."""
        return self.first.rests_until

    def own(self, viewer: Member) -> Handed | None:
        """What the viewer has written."""
        return next((one for one in self.written if one.by_id == viewer.enrolment_id), None)


def together(viewer: Member, other_id: UUID) -> Together:
    """The viewer and somebody whom they mentor, or who mentors them: four statements. Raises NotHere for any other."""
    mentor, mentee = mentor_and_mentee(viewer, other_id)
    running = select(Mentorship).where(
        *(Mentorship.mentor_id == mentor, Mentorship.mentee_id == mentee, Mentorship.until.is_(None)),
        Mentorship.context_id == viewer.context_id,
    )
    rows = tuple(db.session.scalars(running.order_by(Mentorship.since, Mentorship.id)))
    if not rows:
        raise NotHere()
    these = {row.id for row in rows}
    handed = _handed(viewer, _handovers().where(Mentorship.mentee_id == mentee))
    today = clock.today(viewer.zone)
    return Together(
        mentor,
        mentee,
        other_id,
        names(viewer, [other_id]).get(other_id, ""),
        rows,
        next((row for row in rows if row.group_id is None), None),
        all(row.is_resting(today) for row in rows),
        tuple(one for one, of in handed if of in these),
        tuple(one for one, of in handed if of not in these and one.shown and one.mentor_id != mentor),
    )


def own_handovers(viewer: Member) -> list[Handed]:
    """All of the viewer's own times as a mentee, and what they wrote as a mentor: two statements."""
    mine = or_(Mentorship.mentee_id == viewer.enrolment_id, Handover.by_id == viewer.enrolment_id)
    return [one for one, _of in _handed(viewer, _handovers().where(mine))]


def handover_for(viewer: Member, handover_id: UUID) -> Handover:
    """One of a time in which the viewer was mentored. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Handover)
        .join(Mentorship, Mentorship.id == Handover.mentorship_id)
        .where(Handover.id == handover_id, Mentorship.mentee_id == viewer.enrolment_id)
        .where(Mentorship.context_id == viewer.context_id)
    )
    if found is None:
        raise NotHere()
    return found


def _handovers() -> Select[Any]:
    wanted: Any = select(Handover, Mentorship)
    joined: Select[Any] = wanted.join(Mentorship, Mentorship.id == Handover.mentorship_id)
    return joined


def _handed(viewer: Member, wanted: Select[Any]) -> list[tuple[Handed, UUID]]:
    here = wanted.where(Mentorship.context_id == viewer.context_id)
    rows = db.session.execute(here.order_by(Handover.at.desc(), Handover.id).limit(SHOWN)).all()
    called = names(viewer, {row.Handover.by_id for row in rows}) if rows else {}
    return [(_one(row.Handover, row.Mentorship, called), row.Mentorship.id) for row in rows]


def _one(handover: Handover, of: Mentorship, called: dict[UUID, str]) -> Handed:
    return Handed(
        handover.id,
        of.mentor_id,
        of.mentee_id,
        handover.by_id,
        called.get(handover.by_id, ""),
        Markup(handover.words),  # noqa: S704 - RichText cleaned it
        handover.at,
        of.since,
        of.until,
        handover.shown_at is not None,
        handover.version,
    )


def rests_among(viewer: Member, enrolment_ids: Iterable[UUID]) -> dict[UUID, date | None]:
    """Of these people, whom the viewer mentors or who is the viewer, those who rest now in all that they have with their
    mentors, with the last day: one statement."""
    rows = db.session.scalars(
        select(Mentorship).where(
            Mentorship.mentee_id.in_(list(enrolment_ids)),
            *(Mentorship.until.is_(None), Mentorship.context_id == viewer.context_id),
        )
    ).all()
    today = clock.today(viewer.zone)
    seen = [
        row for row in rows if row.mentor_id in viewer.mentoring_ids or row.mentee_id == viewer.enrolment_id
    ]
    awake = {row.mentee_id for row in seen if not row.is_resting(today)}
    return {row.mentee_id: row.rests_until for row in seen if row.mentee_id not in awake}
