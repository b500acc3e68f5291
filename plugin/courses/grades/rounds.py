"""One round over a course's columns, as the database has it: what is to be done, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import or_, select, update

from plugin import clock
from plugin.addresses import site_of
from plugin.courses.grades import outbox
from plugin.courses.grades.models import Column, Score
from plugin.courses.grades.reckoning import live_columns
from plugin.courses.grades.seeking import sought
from plugin.courses.outline.models import Course
from plugin.database import QUIET, db, transaction
from plugin.jobs.waits import longer
from plugin.lti import queries as lti
from plugin.lti.models import Context
from plugin.lti.queries import Known
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.grades import Result, Sought
from plugin.people.models import Enrolment, Person

AT_ONCE = 500
SETTLED = timedelta(hours=1)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Task:
    """One column to bring in line."""

    column_id: UUID
    sought: Sought | None  # by what to look for it, where its address is not known yet
    label: str
    told_label: str
    points: int
    url: str
    moved: bool  # its address is one of another host, where it stood before
    is_gone: bool
    failures: int
    results_at: datetime | None


@dataclass(frozen=True, slots=True)
class Errand:
    """A course's columns, and where its gradebook is; `why_not` where there is no way to it."""

    context_id: UUID
    title: str
    platform: Known
    lineitems_url: str
    scopes: tuple[str, ...]  # that the launch named; none is not known
    why_not: str
    tasks: tuple[Task, ...]


def begin(context_id: UUID, *, at_once: bool) -> Errand | None:
    """What there is to do in that course now."""
    with transaction(writing=False):
        course = db.session.scalar(select(Course).where(Course.context_id == context_id))
        place = db.session.get(Context, context_id)
        platform = lti.platform_now(place.platform_id) if place else None
        if course is None or place is None or platform is None:
            return None
        now = clock.now()
        where, scopes = place.lineitems_url, tuple(place.grade_scopes)
        due = [one for one in live_columns(course.id) if at_once or one.due_at <= now]
        unmade = sought(course, [one for one in due if not _known(one, where)])
        tasks = tuple(_task(one, unmade.get(one.id)) for one in due)
        said = (course.title, platform, where, scopes, _why_not(platform, where))
    return Errand(context_id, *said, tasks) if tasks else None


def _known(column: Column, lineitems_url: str) -> bool:
    """A learning site that moved to another host has its columns there: they are looked for anew."""
    return bool(column.url) and site_of(column.url) == site_of(lineitems_url)


def _task(column: Column, by: Sought | None) -> Task:
    return Task(
        column_id=column.id,
        sought=by,
        label=column.label,
        told_label=column.told_label,
        points=column.points,
        url="" if by else column.url,
        moved=bool(by and column.url),
        is_gone=column.gone_at is not None,
        failures=column.failures,
        results_at=column.results_at,
    )


def _why_not(platform: Known, lineitems_url: str) -> str:
    if platform.disabled:
        return str(_("The learning site is disabled here."))
    if not lineitems_url:
        return str(_("The learning site has not said where the gradebook of this course is."))
    return ""


def note_column(task: Task, url: str, label: str) -> None:
    """The column stands there, and was called so."""
    _note(task, url=url, told_label=label)


def note_nothing_there(task: Task) -> None:
    """A new column is to be made where another gradebook is: nothing of what was sent is there."""
    with transaction():
        outbox.forget_what_was_there(task.column_id)


def note_gone(task: Task) -> None:
    """Somebody took it out of the gradebook. It is not made again behind their back."""
    _note(task, gone_at=clock.now(), said="", failures=0)


def note_done(task: Task, said: str) -> None:
    """The round went through; `said` is what was amiss beside it."""
    _note(task, said=said, failures=0, tried_at=clock.now(), due_at=clock.now())


def note_unread(task: Task) -> None:
    """The gradebook could not be read: it is tried again as late as if it could."""
    _note(task, results_at=clock.now())


def note_fault(task: Task, fault: ServiceFault, *, may_come: bool = False) -> None:
    """The column itself could not be brought in line: it is tried again, ever more rarely. Where what is lacking
    `may_come` by a launch nothing has failed yet, and then it goes at once."""
    tried: dict[str, Any] = {"said": fault.sentence, "tried_at": clock.now()}
    if not may_come:
        wait = longer(FIRST_WAIT, task.failures, LONGEST_WAIT, fault.wait)
        tried |= {"failures": task.failures + 1, "due_at": clock.now() + wait}
    _note(task, **tried)


def keep_results(task: Task, results: Iterable[Result]) -> None:
    """What stands in the gradebook, read whole before anything of it is kept."""
    there = {result.sub: result.share for result in results}
    with transaction():
        now, subs = clock.now(), list(there)
        for start in range(0, len(subs), AT_ONCE):
            if rows := _kept(task, there, subs[start : start + AT_ONCE], now):
                db.session.execute(update(Score), rows)
        _note_absent(task, now)
        _set(task, results_at=now)


def _note_absent(task: Task, now: datetime) -> None:
    """Of whom nothing is listed, nothing stands there: what was sent a while ago was wiped. A gradebook may need a while
    to list what it has just taken."""
    # Who has left may be listed no longer, and stands there all the same.
    graded = select(Enrolment.id).where(outbox.gets_scores())
    unlisted = (
        update(Score)
        .where(Score.column_id == task.column_id, Score.sent_at <= now - SETTLED)
        .where(Score.enrolment_id.in_(graded))
        .where(or_(Score.there_at.is_(None), Score.there_at < now))
    )
    db.session.execute(unlisted.values(there=None, there_at=now), execution_options=QUIET)


def _kept(task: Task, there: dict[str, float | None], subs: list[str], now: datetime) -> list[dict[str, Any]]:
    asked = (
        select(Score.id, Person.sub)
        .join(Enrolment, Enrolment.id == Score.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Score.column_id == task.column_id, Person.sub.in_(subs))
    )
    return [
        {"id": row.id, "there": None if share is None else round(share * task.points, 2), "there_at": now}
        for row in db.session.execute(asked)
        for share in [there[row.sub]]
    ]


def _note(task: Task, **said: Any) -> None:
    with transaction():
        _set(task, **said)


def _set(task: Task, **said: Any) -> None:
    db.session.execute(
        update(Column).where(Column.id == task.column_id).values(**said), execution_options=QUIET
    )
