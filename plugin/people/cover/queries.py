"""Whom somebody looks after by cover: asked of what is so at that moment, so that nothing has to begin or end it.

A cover makes no mentorships. Whoever is mentored by the covered mentor meanwhile is looked after, and whoever is no more
is not; the moment decides, whether or not anything has swept.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.people.cover.models import Cover
from plugin.people.models import Enrolment, Mentorship, Place
from plugin.people.observed.queries import is_group_in_scope, is_in_scope


def is_covering(now: Any) -> tuple[ColumnElement[bool], ...]:
    """Which covers hold at a moment. None does by whom the covered one mentors: it would be a loop."""
    loop = aliased(Mentorship)
    in_a_loop = exists().where(
        loop.mentor_id == Cover.covered_id, loop.mentee_id == Cover.covering_id, loop.until.is_(None)
    )
    return (Cover.since <= now, Cover.until > now, ~in_a_loop)


def is_covered(now: Any, today: Any) -> tuple[ColumnElement[bool], ...]:
    """Which mentorships of now stand under which cover."""
    return (
        Mentorship.mentor_id == Cover.covered_id,
        or_(Cover.group_id.is_(None), Mentorship.group_id == Cover.group_id),
        Mentorship.mentee_id != Cover.covering_id,
        *is_running(today),
        *is_covering(now),
        # Cover is for what the mentor sees, and gives whoever covers no more than they themselves may see.
        is_in_scope(Cover.covered_id, Mentorship.mentee_id),
        is_in_scope(Cover.covering_id, Mentorship.mentee_id),
    )


def is_running(today: Any) -> tuple[ColumnElement[bool], ...]:
    """Which mentorships tie two people on a day: none that ended, and no guest's after the last day."""
    return (Mentorship.until.is_(None), or_(Mentorship.last_day.is_(None), Mentorship.last_day >= today))


def is_group_covered(now: Any) -> tuple[ColumnElement[bool], ...]:
    """Which places of mentors in groups stand under which cover."""
    return (
        Place.enrolment_id == Cover.covered_id,
        or_(Cover.group_id.is_(None), Place.group_id == Cover.group_id),
        Place.part == "mentor",
        Place.until.is_(None),
        *is_covering(now),
        is_group_in_scope(Cover.covered_id, Place.group_id),
        is_group_in_scope(Cover.covering_id, Place.group_id),
    )


def covered_mentees(covering_id: Any) -> Select[Any]:
    """Whom somebody looks after now by cover."""
    now = clock.now()
    return select(Mentorship.mentee_id).where(Cover.covering_id == covering_id, *is_covered(now, now.date()))


def covers_mentee(mentee_id: Any) -> ColumnElement[bool]:
    """Which enrolments look after a mentee now by cover."""
    now = clock.now()
    there = (Cover.covering_id == Enrolment.id, Mentorship.mentee_id == mentee_id)
    return exists(select(Cover.id).where(*there, *is_covered(now, now.date())).correlate(Enrolment))


def covers_group(group_ids: Any) -> ColumnElement[bool]:
    """Which enrolments stand in for a mentor of one of these groups now."""
    there = (Cover.covering_id == Enrolment.id, Place.group_id.in_(group_ids))
    return exists(select(Cover.id).where(*there, *is_group_covered(clock.now())).correlate(Enrolment))
