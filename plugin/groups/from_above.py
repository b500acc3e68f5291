"""Which people of a group a lead sees on its board: that things happened and when, found as the page is asked for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select

from plugin import clock
from plugin.courses.goals.models import OPEN, Goal, Milestone
from plugin.courses.sessions.models import Attendance, Session
from plugin.database import db
from plugin.discussions.models import Post
from plugin.groups.queries import PAGE, mentees_of
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Person
from plugin.people.queries import NAME

SORTS = ("name", "contact", "due")


def rows_for_lead(viewer: Member, group: Group, sort: str, page: int) -> tuple[list[Any], int]:
    """A page of a group's mentees, and how many there are: one statement. Promises and flags are a pair's, so nothing is
    sorted by them."""
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), Enrolment.seen_at, func.count().over().label("total"))
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.id.in_(mentees_of(viewer, group)))
        .order_by(*_order(sort), func.lower(NAME), Enrolment.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return list(rows), rows[0].total if rows else 0


def _order(sort: str) -> tuple[ColumnElement[Any], ...]:
    """Longest without contact first, those without any before all; or what is due first, nothing due last."""
    if sort == "contact":
        latest = _later(_last_session(), _last_post())
        return (latest.is_not(None), latest)
    if sort == "due":
        soonest = _next_milestone()
        return (soonest.is_(None), soonest)
    return ()


def _later(one: ScalarSelect[Any], other: ScalarSelect[Any]) -> ColumnElement[Any]:
    return case((one.is_(None), other), (other.is_(None), one), (one > other, one), else_=other)


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
