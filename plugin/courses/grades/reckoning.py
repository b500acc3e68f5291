"""What each mentee has come to in each column: counted from what happened, never from words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, update

from plugin import clock
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.signed import whose_agreement_stands
from plugin.courses.assessments.models import HandIn
from plugin.courses.grades.models import COMPLETED, IN_PROGRESS, Column, Score
from plugin.courses.grades.outbox import gets_scores, new_turn
from plugin.courses.outline.models import Assignment, Course, Progress
from plugin.courses.outline.progress import hold
from plugin.courses.sessions.models import Attendance, Session
from plugin.database import db, new_id
from plugin.people.models import Enrolment, Mentorship

AT_ONCE = 500
# Enrolment -> how much of it all, from 0 to 1; None where nothing is asked of them any more. Who is absent has not begun.
Shares = Mapping[UUID, float | None]
# Reached once and for good: whoever parts, or gets another mentor, has signed all the same.
MILESTONES = frozenset(("agreement", "closing"))


class Graded(NamedTuple):
    """A course that sends something to its gradebook."""

    course_id: UUID
    context_id: UUID
    title: str


def graded_courses() -> list[Graded]:
    """Every one of them."""
    live = select(Column.course_id).where(Column.retired_at.is_(None))
    asked = select(Course.id, Course.context_id, Course.title).where(Course.id.in_(live)).order_by(Course.id)
    return [Graded(*row) for row in db.session.execute(asked)]


def live_columns(course_id: UUID) -> list[Column]:
    """What goes to the gradebook now, in the order in which it was chosen."""
    mine = select(Column).where(Column.course_id == course_id, Column.retired_at.is_(None))
    return list(db.session.scalars(mine.order_by(Column.made_at, Column.id)))


def reckon(course_id: UUID, people: Collection[UUID] | None = None) -> int:
    """Bring scores in line with what happened, for these people or everybody who walks the course; how many are another
    word than before.

    In the caller's transaction, one course at a time: of two at once each would write what the other has not seen. A
    number that has never been more than nothing makes no row: nobody is sent a zero for not having begun. At most a dozen
    statements for each 500 people.
    """
    hold(course_id)
    columns = live_columns(course_id)
    if not columns:
        return 0
    walking = (
        select(Progress.enrolment_id)
        .join(Enrolment, Enrolment.id == Progress.enrolment_id)
        .where(Progress.course_id == course_id, gets_scores())
    )
    if people is not None:
        walking = walking.where(Progress.enrolment_id.in_(people))
    ids = list(db.session.scalars(walking.order_by(Progress.enrolment_id)))
    parts = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    return sum(_reckon(course_id, columns, part) for part in parts)


def _reckon(course_id: UUID, columns: list[Column], ids: list[UUID]) -> int:
    there = select(Score.id, Score.column_id, Score.enrolment_id, Score.given, Score.activity).where(
        Score.column_id.in_([column.id for column in columns]), Score.enrolment_id.in_(ids)
    )
    known = {(row.column_id, row.enrolment_id): row for row in db.session.execute(there)}
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    now = clock.now()
    for column in columns:
        shares = _SHARES[column.what](course_id, column, ids)
        for who in ids:
            share, row = shares.get(who, 0.0), known.get((column.id, who))
            if share is None or (column.what in MILESTONES and row and row.activity == COMPLETED):
                continue  # their last word stands
            word = {"given": round(share * column.points, 2), "activity": _activity(share)}
            if row is None and share:
                fresh.append(
                    {"id": new_id(), "column_id": column.id, "enrolment_id": who, "due_at": now, **word}
                )
            elif row is not None and (row.given, row.activity) != (word["given"], word["activity"]):
                changed.append({"id": row.id, **word})
    _write(fresh, changed)
    return len(fresh) + len(changed)


def _activity(share: float) -> str:
    return COMPLETED if share >= 1 else IN_PROGRESS


def _write(fresh: list[dict[str, Any]], changed: list[dict[str, Any]]) -> None:
    if fresh:
        unsaid = {"state": "waiting", "turn": 1, "failures": 0, "said": "", "stamped_turn": 0}
        db.session.execute(insert(Score), [{**unsaid, **row} for row in fresh])
    if changed:
        said: dict[str, Any] = {name: bindparam(f"{name}_now") for name in ("given", "activity")}
        table: Any = Score.__table__
        of_each = update(table).where(table.c.id == bindparam("which")).values(**new_turn(), **said)
        rows = [
            {"which": row["id"], "given_now": row["given"], "activity_now": row["activity"]}
            for row in changed
        ]
        db.session.connection().execute(of_each, rows)


def _progress(course_id: UUID, _column: Column, ids: Collection[UUID]) -> Shares:
    """Whose mentoring is over has no section before them any more, and has not gone back to the beginning."""
    asked = select(Progress.enrolment_id, Progress.done, Progress.assigned).where(
        Progress.course_id == course_id, Progress.enrolment_id.in_(ids)
    )
    return {
        row.enrolment_id: row.done / row.assigned if row.assigned else None
        for row in db.session.execute(asked)
    }


def _assessment(_course_id: UUID, column: Column, ids: Collection[UUID]) -> Shares:
    """One point is for being done with it; more points are for how many quiz questions were right, the best attempt."""
    if column.points > 1:
        best = select(HandIn.enrolment_id, func.max(HandIn.right * 1.0 / HandIn.asked).label("share")).where(
            HandIn.section_id == column.section_id, HandIn.enrolment_id.in_(ids), HandIn.asked > 0
        )
        rows = db.session.execute(best.group_by(HandIn.enrolment_id))
        return {row.enrolment_id: float(row.share) for row in rows if row.share is not None}
    done = select(Assignment.enrolment_id).where(
        Assignment.section_id == column.section_id,
        Assignment.enrolment_id.in_(ids),
        Assignment.done_at.is_not(None),
    )
    return dict.fromkeys(db.session.scalars(done), 1.0)


def _agreement(course_id: UUID, _column: Column, ids: Collection[UUID]) -> Shares:
    return dict.fromkeys(whose_agreement_stands(course_id, ids), 1.0)


def _sessions(course_id: UUID, column: Column, ids: Collection[UUID]) -> Shares:
    held = (
        select(Attendance.enrolment_id, func.count().label("held"))
        .join(Session, Session.id == Attendance.session_id)
        .where(Attendance.enrolment_id.in_(ids), Attendance.part == "mentee")
        .where(Session.course_id == course_id, Session.at <= clock.now())
        .group_by(Attendance.enrolment_id)
    )
    aim = column.aim or 1
    return {row.enrolment_id: min(row.held, aim) / aim for row in db.session.execute(held)}


def _closing(_course_id: UUID, _column: Column, ids: Collection[UUID]) -> Shares:
    """They have written what is handed over at the end, as the mentee."""
    written = (
        select(Handover.by_id)
        .join(
            Mentorship, (Mentorship.id == Handover.mentorship_id) & (Mentorship.mentee_id == Handover.by_id)
        )
        .where(Handover.by_id.in_(ids))
        .distinct()
    )
    return dict.fromkeys(db.session.scalars(written), 1.0)


_SHARES = {
    "progress": _progress,
    "assessment": _assessment,
    "agreement": _agreement,
    "sessions": _sessions,
    "closing": _closing,
}
