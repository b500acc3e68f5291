"""Questions to goals: one's own, those of one's mentees, and what a board says of many people at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from plugin import clock
from plugin.courses.goals.models import OPEN, Goal, Milestone
from plugin.courses.goals.standing.turns import ENDED
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.people.policy import sees_as_pair
from plugin.people.queries import names

PAGE = 50
STILL = timedelta(days=21)  # untouched for longer, a goal no longer counts as moving


@dataclass(frozen=True, slots=True)
class Shelf:
    """The goals of one person, as somebody sees them."""

    owner_id: UUID
    name: str
    goals: list[Goal]


@dataclass(frozen=True, slots=True)
class GoalsSeen:
    """A page of goals, one's own first; `more` says that another page follows."""

    mine: list[Goal]
    mentees: list[Shelf]
    more: bool


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What a board says of one person's goals; `next_what` is empty for whoever may not read it."""

    goals: int = 0
    moving: int = 0
    achieved: int = 0
    next_what: str = ""
    next_due: date | None = None


def goal_for(viewer: Member, goal_id: UUID) -> Goal:
    """A goal that the viewer may see. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Goal)
        .join(Course, Course.id == Goal.course_id)
        .where(Goal.id == goal_id, *_seen_by(viewer))
        .options(*_whole())
    )
    if found is None:
        raise NotHere()
    return found


def milestone_for(viewer: Member, milestone_id: UUID) -> Milestone:
    """A milestone of a goal that the viewer may see. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Milestone)
        .join(Milestone.goal)
        .join(Course, Course.id == Goal.course_id)
        .where(Milestone.id == milestone_id, *_seen_by(viewer))
        .options(joinedload(Milestone.goal))
    )
    if found is None:
        raise NotHere()
    return found


def goals_of(viewer: Member, enrolment_id: UUID) -> list[Goal]:
    """One person's goals, the newest first; none where the viewer is neither they nor their mentor."""
    return list(
        db.session.scalars(
            select(Goal)
            .join(Course, Course.id == Goal.course_id)
            .where(Goal.owner_id == enrolment_id, *_seen_by(viewer))
            .order_by(*_in_order())
            .options(*_whole())
            .limit(PAGE)
        )
    )


def goals_seen(viewer: Member, page: int = 1) -> GoalsSeen:
    """The viewer's own goals, then those of the people they mentor: three statements."""
    found = list(
        db.session.scalars(
            select(Goal)
            .join(Course, Course.id == Goal.course_id)
            .where(*_seen_by(viewer))
            .order_by(Goal.owner_id != viewer.enrolment_id, Goal.owner_id, *_in_order())
            .options(*_whole())
            .offset((page - 1) * PAGE)
            .limit(PAGE + 1)
        )
    )
    shown = found[:PAGE]
    mine = [goal for goal in shown if goal.owner_id == viewer.enrolment_id]
    return GoalsSeen(mine, _shelves(viewer, shown[len(mine) :]), len(found) > PAGE)


def owner_name(viewer: Member, goal: Goal) -> str:
    """The name of the goal's owner; '' where that is the viewer, whom pages call 'you'."""
    if goal.owner_id == viewer.enrolment_id:
        return ""
    return names(viewer, [goal.owner_id])[goal.owner_id]


def for_board(viewer: Member, enrolment_ids: Collection[UUID]) -> dict[UUID, OnBoard]:
    """How the goals of many people stand, in one statement; people whom the viewer may not follow are left out."""
    counted = (
        select(
            Goal.owner_id,
            _number(_is_open()).label("goals"),
            _number(_is_open() & (Goal.changed_at >= clock.now() - STILL)).label("moving"),
            _number(Goal.state == "achieved").label("achieved"),
        )
        .where(_followed(viewer, enrolment_ids))
        .group_by(Goal.owner_id)
        .subquery()
    )
    rows = db.session.execute(
        select(counted, Milestone.what, Milestone.due).outerjoin(
            Milestone, Milestone.id == _next_milestone(counted.c.owner_id)
        )
    )
    return {row[0]: _on_board(viewer, *row) for row in rows}


def _on_board(
    viewer: Member, owner: UUID, goals: int, moving: int, achieved: int, what: str, due: date
) -> OnBoard:
    # a lead learns how many and when, never the words
    theirs = owner == viewer.enrolment_id or viewer.mentors(owner)
    return OnBoard(goals, moving, achieved, (what or "") if theirs else "", due)


def _next_milestone(owner_id: ColumnElement[UUID]) -> ScalarSelect[UUID]:
    """The one that somebody has to do first, found for each of many by whose it is: joined as a table of all of theirs,
    it would be gone through for everybody. An enrolment is of one course, which is asked for around this."""
    return (
        select(Milestone.id)
        .join(Milestone.goal)
        .where(Goal.owner_id == owner_id, _is_open(), Milestone.done_at.is_(None))
        .order_by(Milestone.due, Milestone.id)
        .limit(1)
        .correlate_except(Milestone, Goal)
        .scalar_subquery()
    )


def _is_open() -> ColumnElement[bool]:
    return Goal.state.in_(OPEN)


def _number(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _followed(viewer: Member, enrolment_ids: Collection[UUID]) -> ColumnElement[bool]:
    """By whose they are: asked for their course as well, a database goes through all goals of it."""
    if viewer.is_lead:
        here = (Enrolment.id.in_(enrolment_ids), Enrolment.context_id == viewer.context_id)
        return Goal.owner_id.in_(select(Enrolment.id).where(*here))
    return Goal.owner_id.in_([one for one in enrolment_ids if sees_as_pair(viewer, one)])


def is_read(viewer: Member) -> ColumnElement[bool]:
    """Which goals the viewer reads: their own, and those of the people whom they mentor now."""
    return Goal.owner_id.in_(_read(viewer))


def _seen_by(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    return (Course.context_id == viewer.context_id, is_read(viewer))


def _read(viewer: Member) -> set[UUID]:
    """Whose goals the viewer reads: their own and those of the people they mentor now."""
    own = {viewer.enrolment_id} if viewer.enrolment_id else set()
    return own | viewer.mentee_ids


def _in_order() -> tuple[Any, ...]:
    return (Goal.state.in_(ENDED), ~_is_open(), Goal.made_at.desc(), Goal.id.desc())


def _whole() -> tuple[ORMOption, ...]:
    return (selectinload(Goal.milestones),)


def _shelves(viewer: Member, goals: Iterable[Goal]) -> list[Shelf]:
    by_owner: dict[UUID, list[Goal]] = {}
    for goal in goals:
        by_owner.setdefault(goal.owner_id, []).append(goal)
    called = names(viewer, by_owner)
    return [Shelf(owner, called[owner], theirs) for owner, theirs in by_owner.items()]
