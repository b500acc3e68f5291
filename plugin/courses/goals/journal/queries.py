"""Questions to a goal's journal: a page of it, and what is being tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import is_read
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member

PAGE = 20


@dataclass(frozen=True, slots=True)
class Journal:
    """A page of it, the latest first."""

    entries: tuple[JournalEntry, ...]
    page: int
    more: bool

    def trying(self, today: date) -> JournalEntry | None:
        """What is tried until today or later, where that was written last."""
        latest = self._latest
        return latest if latest is not None and latest.until is not None and latest.until >= today else None

    def asks_about(self, today: date) -> JournalEntry | None:
        """What was to be tried until a day that is over, and nothing was written since."""
        latest = self._latest
        return latest if latest is not None and latest.until is not None and latest.until < today else None

    @property
    def _latest(self) -> JournalEntry | None:
        return self.entries[0] if self.entries and self.page == 1 else None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with its goal."""

    entry: JournalEntry
    goal: Goal


def journal_of(goal: Goal, page: int = 1) -> Journal:
    """The journal of a goal that somebody reads: one statement."""
    wanted = select(JournalEntry).where(JournalEntry.goal_id == goal.id)
    latest = wanted.order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
    rows = db.session.scalars(latest.limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    return Journal(tuple(rows[:PAGE]), page, len(rows) > PAGE)


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
