"""Grades with nobody watching: reckoned after every form and once an hour, sent when something waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import exists, func, or_, select

from plugin import clock
from plugin.courses.grades.delivery import RESULTS_AGE, deliver
from plugin.courses.grades.models import Column, Score
from plugin.courses.grades.outbox import can_go
from plugin.courses.grades.reckoning import graded_courses, reckon
from plugin.courses.outline.models import Course
from plugin.database import db, transaction
from plugin.jobs.tasks import every, job, soon
from plugin.lti.models import Context, Platform
from plugin.member import Member
from plugin.people.cover.queries import covered_mentees
from plugin.people.models import Enrolment, Mentorship

BATCH = 50  # courses asked for by one sweep
RENAMING = timedelta(hours=1)  # how long a gradebook in trouble is left alone with a name
log = structlog.get_logger()


def stir(member: Member) -> None:
    """Whoever has sent a form may have come further, and so may whom they mentor: reckoned soon, where anything goes."""
    if member.enrolment_id is None:
        return
    course_id = db.session.scalar(
        select(Column.course_id)
        .join(Course, Course.id == Column.course_id)
        .where(Course.context_id == member.context_id, Column.retired_at.is_(None))
        .limit(1)
    )
    if course_id is not None:
        soon(reckoned, course_id) if member.is_lead else soon(stirred, course_id, member.enrolment_id)


@job("grades.stirred")
def stirred(course_id: UUID, enrolment_id: UUID) -> str:
    """How far somebody is by now, and whom they mentor."""
    with transaction():
        people = {enrolment_id, *_mentees_of(enrolment_id)}
        waiting = reckon(course_id, people)
        if waiting:
            deliver_soon(course_id)
    return f"{waiting} to send"


@job("grades.course")
def reckoned(course_id: UUID) -> str:
    """How far everybody in a course is by now."""
    with transaction():
        waiting = reckon(course_id)
        deliver_soon(course_id)
    return f"{waiting} to send"


@every(hours=1)
@job("grades.pass")
def passed() -> str:
    """The same for every course with columns: what no form has said, a roster has. One that fails holds no other."""
    with transaction(writing=False):
        courses = graded_courses()
    failed = [course for course in courses if not _is_reckoned(course.course_id)]
    if failed:
        raise RuntimeError(f"{len(failed)} of {len(courses)} courses not reckoned")
    return f"{len(courses)} reckoned"


def _is_reckoned(course_id: UUID) -> bool:
    try:
        with transaction():
            reckon(course_id)
    except Exception:
        log.exception("scores not reckoned", course=str(course_id))
        return False
    return True


@every(minutes=5)
@job("grades.sweep")
def sweep() -> str:
    """Ask for the courses where something waits and its time has come: what the queue has lost, and what was put off."""
    now = clock.now()
    waits = exists().where(
        *(Score.column_id == Column.id, Score.due_at <= now),
        *(Enrolment.id == Score.enrolment_id, can_go()),
    )
    renamed = (Column.told_label != Column.label) & _not_since(Column.tried_at, now - RENAMING)
    unread = _not_since(Column.results_at, now - RESULTS_AGE) & _not_since(Column.tried_at, now - RESULTS_AGE)
    due = (
        select(Course.context_id)
        .join(Column, Column.course_id == Course.id)
        .join(Context, Context.id == Course.context_id)
        .join(Platform, Platform.id == Context.platform_id)
        .where(Context.lineitems_url != "", Platform.disabled_at.is_(None))
        .where(Column.retired_at.is_(None), Column.gone_at.is_(None), Column.due_at <= now)
        .where(or_(Column.url == "", renamed, unread, waits))
        .group_by(Course.context_id)
        .order_by(func.min(Column.due_at), Course.context_id)  # whoever had its turn last is asked last
        .limit(BATCH)
    )
    with transaction():
        found = list(db.session.scalars(due))
        for context_id in found:
            soon(delivered, context_id)
    return f"{len(found)} due"


def _not_since(column: Any, then: datetime) -> Any:
    return or_(column.is_(None), column <= then)


@job("grades.deliver")
def delivered(context_id: UUID) -> str:
    """One course's round."""
    told = deliver(context_id)
    return told.told if told else "nothing goes there"


def _mentees_of(enrolment_id: UUID) -> list[UUID]:
    mine = select(Mentorship.mentee_id).where(
        Mentorship.mentor_id == enrolment_id, Mentorship.until.is_(None)
    )
    return [*db.session.scalars(mine), *db.session.scalars(covered_mentees(enrolment_id))]


def deliver_soon(course_id: UUID) -> None:
    """Let a course's round begin as soon as what the caller does is kept."""
    context_id = db.session.scalar(select(Course.context_id).where(Course.id == course_id))
    if context_id is not None:
        soon(delivered, context_id)
