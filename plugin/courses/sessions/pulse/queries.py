"""Questions to what somebody said themselves: of one session, over time, and what they are asked still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, exists, func, or_, select, union

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.pulse.models import LONGER, SHORT, Pulse, SharedPulse
from plugin.courses.sessions.pulse.policy import can_say_how_it_was
from plugin.courses.sessions.pulse.weeks import NEAR_THE_END, is_longer
from plugin.courses.sessions.queries import Mine, whole_for
from plugin.courses.sessions.seen import Seen
from plugin.database import db
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship

SHOWN = 24
ASKED_FOR = timedelta(days=14)  # later than that nobody remembers how it was
LONG_AGO = timedelta(days=60)  # written down so late, a session is not asked about
MOST_ASKED = 2


@dataclass(frozen=True, slots=True)
class MyPulse:
    """What the viewer is asked of one session, and what they said already: empty where they did not."""

    asked: tuple[str, ...]
    said: dict[str, Any]
    is_shared: bool = False  # their mentors see how useful it was

    @property
    def is_given(self) -> bool:
        """They have said how it was."""
        return bool(self.said)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A session that is over and of which the viewer has not said how it was."""

    id: UUID
    at: datetime


def pulse_of(viewer: Member, seen: Seen) -> MyPulse | None:
    """The viewer's own for a session that is over; None for any other: one statement."""
    if not can_say_how_it_was(viewer, seen):
        return None
    own = Pulse.by_id == viewer.enrolment_id
    longer = select(func.max(Pulse.at)).where(own, Pulse.progress.is_not(None)).scalar_subquery()
    shared = exists().where(SharedPulse.by_id == viewer.enrolment_id)
    row = db.session.execute(
        select(Enrolment.since, longer.label("longer"), shared.label("shared"), Pulse, *_ends(viewer))
        .outerjoin(Pulse, (Pulse.by_id == Enrolment.id) & (Pulse.session_id == seen.id))
        .where(Enrolment.id == viewer.enrolment_id)
    ).one()
    given: Pulse | None = row.Pulse
    ends = [row.ended, row.closed_at, _nearing(row.last_day)]
    marked = is_longer(row.since, clock.now(), row.longer, [one for one in ends if one])
    wider = marked or (given and given.progress is not None)
    return MyPulse((*SHORT, *LONGER) if wider else SHORT, given.said if given else {}, row.shared)


def pulses_of(viewer: Member) -> list[tuple[Pulse, datetime]]:
    """The viewer's own latest ones with the moments of their sessions, the earliest first: one statement."""
    rows = db.session.execute(
        select(Pulse, Session.at)
        .join(Session, Session.id == Pulse.session_id)
        .where(Pulse.by_id == viewer.enrolment_id)
        .order_by(Pulse.at.desc(), Pulse.id.desc())
        .limit(SHOWN)
    )
    return sorted(((pulse, at) for pulse, at in rows), key=lambda one: one[1])


def unsaid(viewer: Member) -> list[Unsaid]:
    """Sessions of the last two weeks that the viewer is asked about still, the latest first: one statement.

    They are found by whose they are and when they were, each way by its index: asked for who was there, a database reads
    every session that somebody was ever in.
    """
    said = exists().where(Pulse.session_id == Session.id, Pulse.by_id == viewer.enrolment_id)
    rows = db.session.execute(
        select(Session.id, Session.at)
        .join(Mine, Mine.session_id == Session.id)
        .where(Mine.enrolment_id == viewer.enrolment_id, whole_for(viewer, Mine))
        .where(Session.id.in_(_lately(viewer)))
        .where(Session.finished_at >= clock.now() - ASKED_FOR, ~said)
        .order_by(Session.at.desc(), Session.id)
        .limit(MOST_ASKED)
    )
    return [Unsaid(row.id, row.at) for row in rows]


def _ends(viewer: Member) -> tuple[Any, ...]:
    """When a time with somebody ended last, the last day of one with a guest, and when the course was closed."""
    me = viewer.enrolment_id
    own = or_(Mentorship.mentee_id == me, Mentorship.mentor_id == me)
    closed = select(Course.closed_at).where(Course.context_id == viewer.context_id)
    return (
        select(func.max(Mentorship.until)).where(own).scalar_subquery().label("ended"),
        select(func.min(Mentorship.last_day))
        .where(own, Mentorship.until.is_(None))
        .scalar_subquery()
        .label("last_day"),
        closed.scalar_subquery().label("closed_at"),
    )


def _nearing(last_day: date | None) -> datetime | None:
    return datetime.combine(last_day, time(), UTC) - NEAR_THE_END if last_day else None


def _lately(viewer: Member) -> CompoundSelect[tuple[UUID]]:
    """The ids of what the viewer may have been in, as recent as one is asked about."""
    people = viewer.mentee_ids | ({viewer.enrolment_id} if viewer.enrolment_id else set())
    since = Session.at >= clock.now() - LONG_AGO
    return union(
        *(
            select(Session.id).where(whose, since)
            for whose in (Session.mentee_id.in_(people), Session.group_id.in_(viewer.group_ids))
        )
    )
