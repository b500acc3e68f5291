"""What a mentee lets their mentors see: how useful the sessions with them were, the latest answers and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, and_, func, select

from plugin.courses.sessions.models import Attendance, Session
from plugin.courses.sessions.pulse.models import Pulse, SharedPulse
from plugin.database import db
from plugin.member import Member
from plugin.people.queries import names

LATEST = 6


@dataclass(frozen=True, slots=True)
class Useful:
    """The latest answers from 1 to 5, six at most, the earliest of them first; none where nothing was said yet."""

    answers: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """There are as many as are shown: then three are held beside the three before, not one beside another."""
        return len(self.answers) == LATEST

    @property
    def before(self) -> float:
        """The first of them, or the first three on average."""
        return fmean(self.answers[: LATEST // 2] if self.is_whole else self.answers[:1])

    @property
    def lately(self) -> float:
        """The last of them, or the last three on average."""
        return fmean(self.answers[LATEST // 2 :] if self.is_whole else self.answers[-1:])


def trends_for(viewer: Member, enrolment_ids: Collection[UUID]) -> dict[UUID, Useful]:
    """Of those of the viewer's mentees who share: what they said of sessions that the viewer was in as their mentor.

    One statement for however many. Of whoever the viewer only covers, nothing unless they have met.
    """
    asked = viewer.mentee_ids & set(enrolment_ids)
    if not asked or viewer.enrolment_id is None:
        return {}
    last = _latest([viewer.enrolment_id], asked)
    rows = db.session.execute(
        select(SharedPulse.by_id, last.c.useful)
        .outerjoin(last, and_(last.c.by_id == SharedPulse.by_id, last.c.place <= LATEST))
        .where(SharedPulse.by_id.in_(asked))
        .order_by(last.c.place.desc())
    )
    found = _gathered(rows)
    return {one: said for one, said in found.items() if said.answers or one not in viewer.covered_mentee_ids}


def trend_on_page(viewer: Member, enrolment_id: UUID) -> Useful | None:
    """One mentee's for their mentor; for the mentee themselves that there is something to see, without the answers."""
    if viewer.enrolment_id == enrolment_id:
        return Useful() if shared_since(viewer) else None
    return trends_for(viewer, [enrolment_id]).get(enrolment_id)


def shared_since(viewer: Member) -> datetime | None:
    """Since when the viewer lets their mentors see it; None: they do not."""
    return db.session.scalar(select(SharedPulse.since).where(SharedPulse.by_id == viewer.enrolment_id))


def seen_by_mentors(viewer: Member) -> list[tuple[str, Useful]]:
    """What each of the viewer's mentors sees of it, or would see, by name: two statements. Whoever only covers, if they
    have met."""
    last = _latest(viewer.mentor_ids, [viewer.enrolment_id] if viewer.enrolment_id else [])
    rows = db.session.execute(
        select(last.c.mentor_id, last.c.useful).where(last.c.place <= LATEST).order_by(last.c.place.desc())
    )
    found, called = _gathered(rows), names(viewer, viewer.mentor_ids)
    theirs = called.keys() - (viewer.covering_ids - found.keys())
    return sorted(
        ((called[one], found.get(one, Useful())) for one in theirs), key=lambda one: one[0].casefold()
    )


def _latest(mentor_ids: Collection[UUID], mentee_ids: Collection[UUID]) -> Subquery:
    """What each of these said of sessions that each of those was in as a mentor; `place` counts from the latest."""
    place = func.row_number().over(
        partition_by=(Attendance.enrolment_id, Pulse.by_id), order_by=(Session.at.desc(), Session.id.desc())
    )
    return (
        select(Attendance.enrolment_id.label("mentor_id"), Pulse.by_id, Pulse.useful, place.label("place"))
        .join(Session, Session.id == Pulse.session_id)
        .join(Attendance, Attendance.session_id == Session.id)
        .where(Pulse.by_id.in_(mentee_ids), Pulse.useful.is_not(None))
        .where(Attendance.enrolment_id.in_(mentor_ids), Attendance.part == "mentor")
        .subquery()
    )


def _gathered(rows: Any) -> dict[UUID, Useful]:
    """Whose, and the answers in the order in which they come; None is no answer."""
    said: dict[UUID, list[int]] = defaultdict(list)
    for one, useful in rows:
        said[one] += [useful] if useful else []
    return {one: Useful(tuple(answers)) for one, answers in said.items()}
