"""Which section somebody is in, since when, and how long those beside them needed for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from plugin.courses.outline.models import Assignment, Course, Section
from plugin.database import db
from plugin.groups.flags.rules import Walked
from plugin.member import Member
from plugin.people.models import Mentorship

Day = Callable[[datetime], date]


def sections_of(viewer: Member, ids: Collection[UUID], day: Day) -> dict[UUID, Walked]:
    """The first section that waits for each of them: two statements.

    It is open since the latest that they did, or since they came together with a mentor.
    """
    paths: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.session.execute(
        select(Assignment.enrolment_id, Assignment.done_at, Section.id, Section.title, Section.opens_on)
        .add_columns(_since().label("since"))
        .join(Section, Section.id == Assignment.section_id)
        .join(Course, Course.id == Section.course_id)
        .where(Course.context_id == viewer.context_id, Assignment.enrolment_id.in_(ids), Assignment.current)
        .order_by(Section.position, Section.id)
    ):
        paths[row.enrolment_id].append(row)
    waiting = {one: next((row for row in path if row.done_at is None), None) for one, path in paths.items()}
    needed = _needed(viewer, {row.id for row in waiting.values() if row})
    return {
        one: Walked(row.title, _begun(paths[one], row, day), _of_others(one, needed[row.id]))
        for one, row in waiting.items()
        if row
    }


def _since() -> Any:
    first = select(func.min(Mentorship.since)).where(
        Mentorship.mentee_id == Assignment.enrolment_id, Mentorship.until.is_(None)
    )
    return first.correlate(Assignment).scalar_subquery()


def _begun(path: Iterable[Any], waiting: Any, day: Day) -> date:
    begun = day(max((row.done_at for row in path if row.done_at), default=waiting.since))
    return max(begun, waiting.opens_on) if waiting.opens_on else begun


def _of_others(one: UUID, needed: Iterable[tuple[UUID, int]]) -> tuple[int, ...]:
    return tuple(days for who, days in needed if who != one)


def _needed(viewer: Member, section_ids: Collection[UUID]) -> dict[UUID, list[tuple[UUID, int]]]:
    """Who of those with the same mentors needed how many days for each, from the section that they did before it."""
    mentors = viewer.mentoring_ids if viewer.mentee_ids else viewer.mentor_ids
    mates = select(Mentorship.mentee_id).where(Mentorship.mentor_id.in_(mentors), Mentorship.until.is_(None))
    before = func.lag(Assignment.done_at, type_=Assignment.done_at.type).over(
        partition_by=Assignment.enrolment_id, order_by=Assignment.done_at
    )
    walked = (
        select(Assignment.enrolment_id, Assignment.section_id, Assignment.done_at, before.label("before"))
        .join(Section, Section.id == Assignment.section_id)
        .join(Course, Course.id == Section.course_id)
        .where(Course.context_id == viewer.context_id, Assignment.enrolment_id.in_(mates))
        .where(Assignment.current, Assignment.done_at.is_not(None))
        .subquery()
    )
    found: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
    for row in db.session.execute(
        select(walked).where(walked.c.section_id.in_(section_ids), walked.c.before.is_not(None))
    ):
        found[row.section_id].append((row.enrolment_id, (row.done_at - row.before).days))
    return found
