"""How work stands, looked over: what waits for a mentor, how their mentees are, and for a lead a number alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import aliased

from plugin.courses.assessments.models import HandIn
from plugin.courses.assessments.policy import can_read_answers_of
from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

LONGEST = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One mentee's latest attempt at one section, as a line of a list."""

    id: UUID
    section_id: UUID
    title: str
    enrolment_id: UUID
    name: str
    state: str
    attempt: int
    at: datetime | None
    right: int | None
    asked: int | None


def waiting_for(viewer: Member, among: Collection[UUID] | None = None) -> list[Piece]:
    """What the viewer's mentees, or these of them, handed in and nobody has answered, the longest waiting first; one
    statement."""
    theirs = viewer.mentee_ids if among is None else viewer.mentee_ids & set(among)
    if not theirs:
        return []
    rows = db.session.execute(
        _latest()
        .where(Course.context_id == viewer.context_id, HandIn.state == "handed in")
        .where(HandIn.enrolment_id.in_(theirs))
        .order_by(HandIn.handed_in_at, HandIn.id)
        .limit(LONGEST)
    )
    return _pieces(rows.all())


def works_of(viewer: Member, enrolment_id: UUID) -> list[Piece]:
    """What one mentee has worked on, in the outline's order; one statement. Raises NotHere for all but the pair.

    A first draft is its writer's alone.
    """
    if not can_read_answers_of(viewer, enrolment_id):
        raise NotHere()
    asked = _latest().where(Course.context_id == viewer.context_id, HandIn.enrolment_id == enrolment_id)
    rows = db.session.execute(asked.order_by(Section.position, Section.id)).all()
    return _shown(viewer, _pieces(rows))


def mentees_at(viewer: Member, section: Section) -> list[Piece]:
    """How far the viewer's own mentees are with a section, by name; one statement."""
    if not viewer.mentee_ids:
        return []
    asked = _latest().where(HandIn.section_id == section.id, HandIn.enrolment_id.in_(viewer.mentee_ids))
    rows = db.session.execute(asked.order_by(func.lower(NAME), HandIn.enrolment_id)).all()
    return _shown(viewer, _pieces(rows))


def number_waiting(section: Section) -> int:
    """How many hand-ins of a section wait for a mentor: a number, nobody's name or words, for the lead."""
    waiting = select(func.count()).where(HandIn.section_id == section.id, HandIn.state == "handed in")
    return db.session.scalar(waiting) or 0


def _latest() -> Any:
    """Latest attempts, with whose they are and at what."""
    later = aliased(HandIn)
    newer = and_(
        later.section_id == HandIn.section_id,
        later.enrolment_id == HandIn.enrolment_id,
        later.attempt > HandIn.attempt,
    )
    return (
        select(
            HandIn.id,
            HandIn.section_id,
            Section.title,
            HandIn.enrolment_id,
            NAME.label("name"),
            HandIn.state,
            HandIn.attempt,
            HandIn.handed_in_at,
            HandIn.feedback_at,
            HandIn.right,
            HandIn.asked,
        )
        .join(Section, Section.id == HandIn.section_id)
        .join(Course, Course.id == Section.course_id)
        .join(Enrolment, Enrolment.id == HandIn.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(later, newer)
        .where(later.id.is_(None))
    )


def _pieces(rows: Sequence[Row[Any]]) -> list[Piece]:
    return [
        Piece(
            id=row.id,
            section_id=row.section_id,
            title=row.title,
            enrolment_id=row.enrolment_id,
            name=said(row.name),
            state=row.state,
            attempt=row.attempt,
            at=row.feedback_at
            if row.state in ("handed back", "done") and row.feedback_at
            else row.handed_in_at,
            right=row.right,
            asked=row.asked,
        )
        for row in rows
    ]


def _shown(viewer: Member, pieces: list[Piece]) -> list[Piece]:
    return [
        one
        for one in pieces
        if one.state != "draft" or one.attempt > 1 or one.enrolment_id == viewer.enrolment_id
    ]
