"""The board: how each mentee is doing, side by side, from the same few statements however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from plugin import clock
from plugin.courses.assessments.standing import Piece, waiting_for
from plugin.courses.goals import queries as goals
from plugin.courses.outline.models import Assignment, Course, Section
from plugin.courses.sessions import queries as sessions
from plugin.courses.sessions.promises.queries import owed_between
from plugin.courses.sessions.promises.seen import NOBODY_OWES, Owed
from plugin.courses.sessions.pulse.shared import Useful, trends_for
from plugin.courses.sessions.seen import OnBoard as Met
from plugin.database import db
from plugin.groups.contact import last_posts
from plugin.groups.flags.models import NEVER, NOTHING, RESTS, Standing
from plugin.groups.from_above import rows_for_lead
from plugin.groups.queries import PAGE
from plugin.groups.rows import Asked, counts_for_mentor, rows_for_mentor
from plugin.member import Member
from plugin.people.models import Group
from plugin.people.policy import sees_as_pair
from plugin.people.queries import said

ASKED = Asked()


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
    standing: Standing | None = None  # how they stand with the viewer, where the viewer mentors them
    owed: Owed = NOBODY_OWES
    handed_in: tuple[Piece, ...] = ()  # work that waits for the viewer
    pulse: Useful | None = None  # of sessions with the viewer: where they share it, and it is asked

    @property
    def part(self) -> str:
        """Of which part of the board they are: 'needs' the viewer, 'moves' or 'rests'."""
        rank = self.standing.rank if self.standing else NOTHING
        return "needs" if rank < NOTHING else "rests" if rank == RESTS else "moves"


@dataclass(frozen=True, slots=True)
class Board:
    """A page of mentees, and whether more follow; `counts` says how many there are of each that can be shown."""

    lines: list[Line]
    more: bool
    counts: dict[str, int] = field(default_factory=dict)
    page: int = 1

    @property
    def total(self) -> int:
        """How many there are in all, up to a hundred for a mentor."""
        return self.counts.get("all", 0)


def board_of(viewer: Member, group: Group | None, asked: Asked = ASKED) -> Board:
    """The mentees of a group whom the viewer mentors, or all of the viewer's own: eight statements."""
    lines, more = lines_of(viewer, group.id if group else None, asked)
    return Board(lines, more, counts_for_mentor(viewer, group.id if group else None))


def board_for_lead(viewer: Member, group: Group, sort: str = "name", page: int = 1) -> Board:
    """The mentees of a group for whoever runs the course: six statements."""
    rows, total = rows_for_lead(viewer, group, sort, page)
    wrote = last_posts([row.id for row in rows])
    lines = _lines(viewer, rows, lambda row, met: later_of(met, wrote.get(row.id)))
    return Board(lines, total > page * PAGE, {"all": total}, page)


def lines_of(
    viewer: Member, group_id: UUID | None, asked: Asked, most: int = PAGE
) -> tuple[list[Line], bool]:
    """So many of a group, or of all of the viewer's own, and whether more follow."""
    rows, more = rows_for_mentor(viewer, group_id, asked, most)
    ids = [row.id for row in rows]
    owed, work = owed_between(viewer, ids), _handed_in(viewer, ids)
    lines = _lines(viewer, rows, lambda row, met: _last_heard(viewer, met, row.Standing.heard))
    told = zip(lines, rows, strict=True)
    return [
        replace(
            line,
            standing=row.Standing,
            owed=owed.get(row.id, NOBODY_OWES),
            handed_in=tuple(work.get(row.id, ())),
        )
        for line, row in told
    ], more


def with_pulse(viewer: Member, lines: Collection[Line]) -> list[Line]:
    """The same with how useful sessions with the viewer were, for those who share it: one statement."""
    shared = trends_for(viewer, [line.id for line in lines])
    return [replace(line, pulse=shared.get(line.id)) for line in lines]


def _handed_in(viewer: Member, ids: Collection[UUID]) -> dict[UUID, list[Piece]]:
    work: dict[UUID, list[Piece]] = defaultdict(list)
    for piece in waiting_for(viewer, ids):
        work[piece.enrolment_id].append(piece)
    return work


def _lines(
    viewer: Member, rows: Collection[Any], contact: Callable[[Any, Met], Contact | None]
) -> list[Line]:
    """What whoever sees the board sees of each: three statements."""
    ids = [row.id for row in rows]
    walked, wanted, met = journeys(viewer, ids), goals.for_board(viewer, ids), sessions.for_board(viewer, ids)
    return [
        Line(
            *(row.id, said(row.name), row.seen_at, walked[row.id]),
            goal := wanted.get(row.id, goals.OnBoard()),
            _step(viewer, goal, session := met.get(row.id, Met())),
            contact(row, session),
        )
        for row in rows
    ]


def _last_heard(viewer: Member, met: Met, heard: date) -> Contact | None:
    """As it was reckoned: a session on that day, or a post."""
    if met.last_at and clock.day(met.last_at, viewer.zone) >= heard:
        return Contact(met.last_at, met.last_mode)
    if heard == NEVER:
        return None
    return Contact(datetime.combine(heard, time(12), ZoneInfo(viewer.zone)), "post")


def journeys(viewer: Member, ids: Collection[UUID]) -> dict[UUID, Journey]:
    """Where each of these people is on their own path through the viewer's course: one statement."""
    paths: dict[UUID, list[Any]] = {one: [] for one in ids}
    for row in db.session.execute(
        select(Assignment.enrolment_id, Assignment.done_at, Section.title, Section.mentee_id)
        .join(Section, Section.id == Assignment.section_id)
        .join(Course, Course.id == Section.course_id)
        .where(Course.context_id == viewer.context_id, Assignment.enrolment_id.in_(ids), Assignment.current)
        .order_by(Section.position, Section.id)
    ):
        paths[row.enrolment_id].append(row)
    return {one: _journey(viewer, path) for one, path in paths.items()}


def last_contact(viewer: Member, enrolment_id: UUID) -> Contact | None:
    """The last session or post of one person."""
    met = sessions.for_board(viewer, [enrolment_id]).get(enrolment_id, Met())
    return later_of(met, last_posts([enrolment_id]).get(enrolment_id))


def _journey(viewer: Member, path: Collection[Any]) -> Journey:
    """A section of one mentee is the pair's: a lead learns that it is there, never what it is called."""
    for number, section in enumerate(path, 1):
        if section.done_at is None:
            known = section.mentee_id is None or sees_as_pair(viewer, section.mentee_id)
            return Journey(number, len(path), section.title if known else "")
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


def later_of(met: Met, wrote_at: datetime | None) -> Contact | None:
    """The later one of a session and a post."""
    if met.last_at and (wrote_at is None or met.last_at >= wrote_at):
        return Contact(met.last_at, met.last_mode)
    return Contact(wrote_at, "post") if wrote_at else None
