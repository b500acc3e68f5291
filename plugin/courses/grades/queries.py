"""Questions to grades: what a lead may choose, how a column stands, and what goes there of somebody's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, exists, func, select

from plugin.courses.assessments.models import Item
from plugin.courses.grades.models import Column, Score
from plugin.courses.grades.reckoning import live_columns
from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.errors import NotHere
from plugin.lti.models import Context
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

PAGE = 50
QUIZ = ("single", "multiple", "short")
APART = 0.011  # points: a gradebook rounds


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can go: 'progress', 'agreement', 'sessions', 'closing', 'section.<id>' or 'quiz.<id>'."""

    value: str
    what: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A column with how many of its scores are in each state, and how many stand otherwise in the gradebook."""

    column: Column
    states: dict[str, int]
    apart: int

    @property
    def troubled(self) -> bool:
        """Whether a lead should look."""
        return bool(self.column.said or self.column.gone_at or self.states.get("refused") or self.apart)


@dataclass(frozen=True, slots=True)
class Line:
    """One mentee's score in a column, as a lead reads it."""

    enrolment_id: UUID
    name: str
    score: Score
    is_apart: bool  # the gradebook says something else than what it took from us


@dataclass(frozen=True, slots=True)
class Scores:
    """A page of them."""

    lines: tuple[Line, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """A column, and what goes there of somebody's own; None before there is anything."""

    column: Column
    score: Score | None


def has_gradebook(viewer: Member) -> bool:
    """Whether the learning site has said where the gradebook of this course is."""
    return bool(db.session.scalar(select(Context.lineitems_url).where(Context.id == viewer.context_id)))


def choices(lead: Member, course: Course) -> list[Choice]:
    """What does not go yet: the path, what two do together, and each section that asks something of everybody."""
    live = live_columns(course.id)
    whole = {column.what for column in live}
    chosen = {column.section_id for column in live}
    is_quiz = exists().where(Item.section_id == Section.id, Item.kind.in_(QUIZ), Item.retired_at.is_(None))
    rows = db.session.execute(
        select(Section.id, Section.title, is_quiz.label("quiz"))
        .where(Section.course_id == course.id, Section.kind.in_(("assessment", "reflection")))
        .where(Section.group_id.is_(None), Section.mentee_id.is_(None))
        .where(Section.hidden_at.is_(None), Section.retired_at.is_(None))
        .order_by(Section.position, Section.id)
    ).all()
    found = [
        Choice(what, what) for what in ("progress", "agreement", "sessions", "closing") if what not in whole
    ]
    for row in rows:
        if row.id not in chosen:
            found.append(Choice(f"section.{row.id}", "assessment", row.title))
            if row.quiz:
                found.append(Choice(f"quiz.{row.id}", "quiz", row.title))
    return found


def columns(lead: Member, course: Course) -> list[Counted]:
    """What goes, with its states: two statements."""
    live = live_columns(course.id)
    apart = func.sum(case((_stands_apart(), 1), else_=0))
    rows = db.session.execute(
        select(Score.column_id, Score.state, func.count().label("number"), apart.label("apart"))
        .where(Score.column_id.in_([column.id for column in live]))
        .group_by(Score.column_id, Score.state)
    )
    states: dict[UUID, dict[str, int]] = defaultdict(dict)
    aparts: dict[UUID, int] = defaultdict(int)
    for row in rows:
        states[row.column_id][row.state] = row.number
        aparts[row.column_id] += row.apart
    return [Counted(column, states[column.id], aparts[column.id]) for column in live]


def _stands_apart() -> Any:
    differs = Score.there.is_(None) | (func.abs(Score.there - Score.sent) > APART)
    return (Score.sent.is_not(None)) & (Score.there_at >= Score.sent_at) & differs


def column_for(lead: Member, column_id: UUID) -> Column:
    """A column of the lead's own course. Raises NotHere for any other, and for one that was taken back."""
    found = db.session.scalar(
        select(Column)
        .join(Course, Course.id == Column.course_id)
        .where(Column.id == column_id, Course.context_id == lead.context_id, Column.retired_at.is_(None))
    )
    if found is None:
        raise NotHere()
    return found


def scores_of(lead: Member, column: Column, page: int, who: str = "") -> Scores:
    """A page of mentees in a column, by name; first whom the gradebook asked about, then whoever is in trouble. One
    statement."""
    troubled = case((Score.state == "refused", 1), (_stands_apart(), 2), else_=3)
    asked = _id(who)
    if asked:
        troubled = case((Score.enrolment_id == asked, 0), else_=troubled)
    rows = db.session.execute(
        select(Score, Enrolment.id, NAME.label("name"), _stands_apart().label("apart"))
        .join(Enrolment, Enrolment.id == Score.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Score.column_id == column.id)
        .order_by(troubled, func.lower(NAME), Enrolment.id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    lines = tuple(Line(row.id, said(row.name), row.Score, bool(row.apart)) for row in rows[:PAGE])
    return Scores(lines, page, len(rows) > PAGE)


def scored(viewer: Member, enrolment_id: UUID, column_id: str) -> Mine | None:
    """What somebody whom the viewer sees has come to in a column of the course; None for no such column."""
    wanted = _id(column_id)
    try:
        column = column_for(viewer, wanted) if wanted else None
    except NotHere:
        column = None
    if column is None:
        return None
    theirs = select(Score).where(Score.column_id == column.id, Score.enrolment_id == enrolment_id)
    return Mine(column, db.session.scalar(theirs))


def own_scores(viewer: Member, course: Course) -> list[Mine]:
    """What goes to the gradebook of the viewer's own, also what has not begun; then what went there of columns that were
    taken back, and stands there, the latest first. Two statements."""
    live = live_columns(course.id)
    stands = Score.sent.is_not(None) & Column.gone_at.is_(None)
    rows = db.session.execute(
        select(Score, Column)
        .join(Column, Column.id == Score.column_id)
        .where(Score.enrolment_id == viewer.enrolment_id, Column.course_id == course.id)
        .where(Column.retired_at.is_(None) | stands)
        .order_by(Column.retired_at.desc(), Column.id.desc())
    ).all()
    scores = {row.Score.column_id: row.Score for row in rows}
    mine = [Mine(column, scores.get(column.id)) for column in live]
    # What is chosen again may find its old place there, and then its number takes the place of what stood.
    places = {one.column.url for one in mine if one.score and one.score.sent is not None}
    for row in rows:
        if row.Column.retired_at and row.Column.url not in places:
            places.add(row.Column.url)
            mine.append(Mine(row.Column, row.Score))
    return mine


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
