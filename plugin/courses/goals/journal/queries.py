"""Questions to a goal's journal: a page of it, and what is being tried."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import is_read
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

PAGE = 20


@dataclass(frozen=True, slots=True)
class Journal:
    """A page of it, the latest first; `names` are those of who wrote, '' for somebody who is gone."""

    entries: tuple[JournalEntry, ...]
    names: dict[UUID, str]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with its goal."""

    entry: JournalEntry
    goal: Goal


def journal_of(goal: Goal, page: int = 1) -> Journal:
    """The journal of a goal that somebody reads: one statement."""
    wanted = (
        select(JournalEntry, NAME)
        .outerjoin(Enrolment, Enrolment.id == JournalEntry.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(JournalEntry.goal_id == goal.id)
    )
    latest = wanted.order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
    rows = db.session.execute(latest.limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    names = {entry.id: said(name) if name else "" for entry, name in rows}
    return Journal(tuple(entry for entry, _name in rows[:PAGE]), names, page, len(rows) > PAGE)


def line_for(viewer: Member, entry_id: UUID) -> Line:
    """An entry of a goal that the viewer reads. Raises NotHere for any other."""
    found = db.session.execute(
        select(JournalEntry, Goal)
        .join(Goal, Goal.id == JournalEntry.goal_id)
        .join(Course, Course.id == Goal.course_id)
        .where(JournalEntry.id == entry_id, Course.context_id == viewer.context_id, is_read(viewer))
    ).one_or_none()
    if found is None:
        raise NotHere()
    return Line(found[0], found[1])
