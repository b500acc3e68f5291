"""How people stand to the sections of their paths: done, open or ahead, and for how many days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from statistics import median
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import defer

from plugin import clock
from plugin.courses.outline.models import Assignment, Course, Section
from plugin.courses.outline.queries import opens_on, reads
from plugin.database import db
from plugin.groups.flags.limits import limits_of
from plugin.groups.flags.rules import AS_IT_COMES, Limits
from plugin.member import Member
from plugin.people.figures import FEWEST
from plugin.people.models import Enrolment, Mentorship


@dataclass(frozen=True, slots=True)
class Stand:
    """'done', 'open' or 'ahead'; the days are those it took, or has been open; None where nobody can tell."""

    state: str
    days: int | None = None


AHEAD = Stand("ahead")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section on somebody's path: when it opens for them, and when they were done with it."""

    section_id: UUID
    done_at: datetime | None
    opens: date | None = None
    after_id: UUID | None = None  # the section that it opens after


@dataclass(frozen=True, slots=True)
class Walks:
    """The sections that a viewer reads, in their order, and how each of many people stands to those that are theirs."""

    sections: list[Section]
    stands: dict[UUID, dict[UUID, Stand]]
    limits: Limits = AS_IT_COMES  # of their course

    def of(self, section_id: UUID) -> list[Stand]:
        """How everybody stands who has it."""
        return [theirs[section_id] for theirs in self.stands.values() if section_id in theirs]

    def needed(self, section_id: UUID) -> list[int]:
        """The days of everybody who is done with it."""
        return [one.days for one in self.of(section_id) if one.state == "done" and one.days is not None]

    def usual(self, section_id: UUID) -> float | None:
        """The median of these; None of fewer than five people."""
        return middle(self.needed(section_id))

    @property
    def usual_of_all(self) -> float | None:
        """The median over all these sections; None until five people were done with one at least."""
        done = [one for one in self.stands.values() if any(stand.state == "done" for stand in one.values())]
        every = [days for section in self.sections for days in self.needed(section.id)]
        return median(every) if len(done) >= FEWEST and every else None


def middle(days: Sequence[int]) -> float | None:
    """The median of as many as may be told of."""
    return median(days) if len(days) >= FEWEST else None


def walks_of(viewer: Member, people: Any) -> Walks:
    """Of these people, ids or a selection of them: three statements.

    What the viewer does not read counts for when the next one was begun, and is not shown.
    """
    sections, course = _sections(viewer, people)
    together = _together(people)
    today, day = clock.today(viewer.zone), partial(clock.day, zone=viewer.zone)
    paths: dict[UUID, list[tuple[int, Stretch]]] = defaultdict(list)
    since: dict[UUID, datetime] = {}
    for row in db.session.execute(
        select(Assignment.enrolment_id, Assignment.section_id, Assignment.done_at, Enrolment.since)
        .join(Enrolment, Enrolment.id == Assignment.enrolment_id)
        .where(Assignment.enrolment_id.in_(people), Assignment.current)
    ):
        place, section, _read = sections[row.section_id]
        opens = opens_on(section, course, row.since, viewer.zone)
        stretch = Stretch(section.id, row.done_at, opens, section.opens_after_id)
        paths[row.enrolment_id].append((place, stretch))
        since[row.enrolment_id] = together.get(row.enrolment_id, row.since)
    read = {section.id: section for _place, section, is_read in sections.values() if is_read}
    return Walks(
        list(read.values()),
        {one: _of_these(read, stands(_sorted(path), since[one], today, day)) for one, path in paths.items()},
        limits_of(course) if course else AS_IT_COMES,
    )


def stands(
    path: Sequence[Stretch], since: datetime, today: date, day: Callable[[datetime], date]
) -> dict[UUID, Stand]:
    """Of one person's path in its order: what is done took the days since what they did before it, the first one since
    they came together with a mentor. The first that waits is open since then, or since its own day."""
    done = sorted((one.done_at, one.section_id) for one in path if one.done_at)
    found: dict[UUID, Stand] = {}
    before = since
    for done_at, section_id in done:
        opens = next(one.opens for one in path if one.section_id == section_id)
        found[section_id] = Stand("done", _took(before, opens, done_at, day))
        before = done_at
    for one in path:
        if one.section_id not in found:
            found[one.section_id] = AHEAD
    waiting = next((one for one in path if one.done_at is None), None)
    if waiting and not _waits_for_another(waiting, path):
        begun = max(day(before), waiting.opens or date.min)
        found[waiting.section_id] = Stand("open", (today - begun).days) if begun <= today else AHEAD
    return found


def _took(
    before: datetime, opens: date | None, done_at: datetime, day: Callable[[datetime], date]
) -> int | None:
    if before > done_at:  # done before they came together: nobody knows since when
        return None
    begun, ended = day(before), day(done_at)
    return (ended - max(begun, opens if opens and opens <= ended else begun)).days


def _waits_for_another(waiting: Stretch, path: Iterable[Stretch]) -> bool:
    return any(one.section_id == waiting.after_id and one.done_at is None for one in path)


def _sorted(path: list[tuple[int, Stretch]]) -> list[Stretch]:
    return [stretch for _place, stretch in sorted(path, key=lambda one: one[0])]


def _of_these(read: dict[UUID, Section], found: dict[UUID, Stand]) -> dict[UUID, Stand]:
    return {section_id: stand for section_id, stand in found.items() if section_id in read}


def _sections(viewer: Member, people: Any) -> tuple[dict[UUID, tuple[int, Section, bool]], Any]:
    """Each section that somebody of these walks, with its place and whether the viewer reads it; and their course."""
    walked = select(Assignment.section_id).where(Assignment.enrolment_id.in_(people), Assignment.current)
    rows = db.session.execute(
        select(Section, Course, reads(viewer).label("read"))
        .join(Course, Course.id == Section.course_id)
        .where(Course.context_id == viewer.context_id, Section.id.in_(walked))
        .order_by(Section.position, Section.id)
        .options(defer(Section.words, raiseload=True))
    ).all()
    found = {row.Section.id: (place, row.Section, bool(row.read)) for place, row in enumerate(rows)}
    return found, rows[0].Course if rows else None


def _together(people: Any) -> dict[UUID, datetime]:
    """Since when each has had a mentor."""
    rows = db.session.execute(
        select(Mentorship.mentee_id, func.min(Mentorship.since))
        .where(Mentorship.mentee_id.in_(people), Mentorship.until.is_(None))
        .group_by(Mentorship.mentee_id)
    )
    return {row[0]: row[1] for row in rows}
