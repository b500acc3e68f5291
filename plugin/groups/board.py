"""The board: how each mentee is doing, side by side, from the same few statements however many they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select

from plugin import clock
from plugin.courses.goals import queries as goals
from plugin.courses.goals.models import OPEN, Goal, Milestone
from plugin.courses.outline.models import Assignment, Course, Section
from plugin.courses.sessions import queries as sessions
from plugin.courses.sessions.models import Action, Attendance, Session, still_open
from plugin.courses.sessions.seen import OnBoard as Met
from plugin.database import db
from plugin.discussions.models import Post
from plugin.groups.contact import last_posts
from plugin.groups.flags.models import NOTHING, Standing
from plugin.groups.flags.queries import standings_of
from plugin.groups.queries import PAGE
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, said

SORTS = ("name", "attention", "contact", "due")


@dataclass(frozen=True, slots=True)
class Journey:
    """Where somebody is: the first section that waits for them, counted from 1; behind the last when all are done."""

    at: int = 0
    of: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next for somebody, and by when; `what` is empty for whoever may not read it."""

    what: str = ""
    due: date | None = None
    late: bool = False
    yours: bool = False  # it is the viewer who promised it


@dataclass(frozen=True, slots=True)
class Contact:
    """The last sign of life between people: a session, with its mode, or a 'post'."""

    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Line:
    """A mentee on the board."""

    id: UUID
    name: str
    seen_at: datetime | None
    journey: Journey
    goals: goals.OnBoard
    step: Step
    contact: Contact | None
    standing: Standing | None  # how they stand with the viewer, where the viewer mentors them


@dataclass(frozen=True, slots=True)
class Board:
    """A page of mentees, and how many there are in all."""

    lines: list[Line]
    total: int
    page: int

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.total > self.page * PAGE


def board_of(viewer: Member, group: Group | None, sort: str = "name", page: int = 1) -> Board:
    """The mentees of a group, or all of the viewer's own: seven statements."""
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), Enrolment.seen_at, func.count().over().label("total"))
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == viewer.context_id, Enrolment.active.is_(True))
        .where(Enrolment.id.in_(_mentees(viewer, group)))
        .order_by(*_order(viewer, sort), func.lower(NAME), Enrolment.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return Board(_lines(viewer, rows), rows[0].total if rows else 0, page)


def _lines(viewer: Member, rows: Collection[Any]) -> list[Line]:
    ids = [row.id for row in rows]
    walked, wanted, met = journeys(viewer, ids), goals.for_board(viewer, ids), sessions.for_board(viewer, ids)
    wrote, stand = last_posts(ids), standings_of(viewer, ids)
    return [
        Line(
            *(row.id, said(row.name), row.seen_at, walked[row.id]),
            goal := wanted.get(row.id, goals.OnBoard()),
            _step(viewer, goal, session := met.get(row.id, Met())),
            _contact(session, wrote.get(row.id)),
            stand.get(row.id),
        )
        for row in rows
    ]


def journeys(viewer: Member, ids: Collection[UUID]) -> dict[UUID, Journey]:
    """Where each of these people is on their own path through the viewer's course: one statement."""
    paths: dict[UUID, list[Any]] = {one: [] for one in ids}
    for row in db.session.execute(
        select(Assignment.enrolment_id, Assignment.done_at, Section.title)
        .join(Section, Section.id == Assignment.section_id)
        .join(Course, Course.id == Section.course_id)
        .where(Course.context_id == viewer.context_id, Assignment.enrolment_id.in_(ids), Assignment.current)
        .order_by(Section.position, Section.id)
    ):
        paths[row.enrolment_id].append(row)
    return {one: _journey(path) for one, path in paths.items()}


def last_contact(viewer: Member, enrolment_id: UUID) -> Contact | None:
    """The last session or post of one person."""
    met = sessions.for_board(viewer, [enrolment_id]).get(enrolment_id, Met())
    return _contact(met, last_posts([enrolment_id]).get(enrolment_id))


def _journey(path: Collection[Any]) -> Journey:
    for number, section in enumerate(path, 1):
        if section.done_at is None:
            return Journey(number, len(path), section.title)
    return Journey(len(path) + 1, len(path))


def _step(viewer: Member, goal: goals.OnBoard, session: Met) -> Step:
    """The promise or the milestone, whichever is due first; one without a date waits behind those with one."""
    today = clock.today(viewer.zone)
    steps = [
        Step(session.next_what, session.next_due, yours=session.next_owner_id == viewer.enrolment_id),
        Step(goal.next_what, goal.next_due),
    ]
    first = min(
        (step for step in steps if step.what or step.due), key=lambda s: s.due or date.max, default=Step()
    )
    return Step(first.what, first.due, first.due is not None and first.due < today, first.yours)


def _contact(met: Met, wrote_at: datetime | None) -> Contact | None:
    if met.last_at and (wrote_at is None or met.last_at >= wrote_at):
        return Contact(met.last_at, met.last_mode)
    return Contact(wrote_at, "post") if wrote_at else None


def _mentees(viewer: Member, group: Group | None) -> Any:
    """The ids of whoever stands on the board."""
    if group is None:
        return select(Mentorship.mentee_id).where(
            Mentorship.mentor_id == viewer.enrolment_id, Mentorship.until.is_(None)
        )
    return select(Place.enrolment_id).where(
        Place.group_id == group.id, Place.part == "mentee", Place.until.is_(None)
    )


def _order(viewer: Member, sort: str) -> tuple[ColumnElement[Any], ...]:
    """What may need a word first, by its kind and how long it has held; longest without contact first, those without any
    before all; or what is due first, nothing due last."""
    if sort == "attention":
        return (func.coalesce(_stands(viewer, Standing.rank), NOTHING), _stands(viewer, Standing.since))
    if sort == "contact":
        latest = _later(_last_session(), _last_post())
        return (latest.is_not(None), latest)
    if sort == "due":
        soonest = _sooner(_next_milestone(), _next_promise(viewer))
        return (soonest.is_(None), soonest)
    return ()


def _stands(viewer: Member, column: Any) -> ScalarSelect[Any]:
    mine = (Standing.mentor_id == viewer.enrolment_id, Standing.mentee_id == Enrolment.id)
    return select(column).where(*mine).scalar_subquery()


def _later(one: ScalarSelect[Any], other: ScalarSelect[Any]) -> ColumnElement[Any]:
    return case((one.is_(None), other), (other.is_(None), one), (one > other, one), else_=other)


def _sooner(one: ScalarSelect[Any], other: ScalarSelect[Any]) -> ColumnElement[Any]:
    return case((one.is_(None), other), (other.is_(None), one), (one < other, one), else_=other)


def _last_session() -> ScalarSelect[Any]:
    return (
        select(func.max(Session.at))
        .join(Attendance, Attendance.session_id == Session.id)
        .where(Attendance.enrolment_id == Enrolment.id, Session.at <= clock.now())
        .scalar_subquery()
    )


def _last_post() -> ScalarSelect[Any]:
    return (
        select(func.max(Post.made_at))
        .where(Post.author_id == Enrolment.id, Post.taken_back_at.is_(None))
        .scalar_subquery()
    )


def _next_milestone() -> ScalarSelect[Any]:
    return (
        select(func.min(Milestone.due))
        .join(Goal, Goal.id == Milestone.goal_id)
        .where(Goal.owner_id == Enrolment.id, Goal.state.in_(OPEN), Milestone.done_at.is_(None))
        .scalar_subquery()
    )


def _next_promise(viewer: Member) -> ScalarSelect[Any]:
    """A lead learns no dates of promises either: the order must not tell what the page keeps to itself."""
    theirs = (Action.owner_id == Enrolment.id) & Enrolment.id.in_(viewer.mentee_ids)
    to_them = (Action.for_id == Enrolment.id) & (Action.owner_id == viewer.enrolment_id)
    return select(func.min(Action.due)).where(theirs | to_them, still_open()).scalar_subquery()
