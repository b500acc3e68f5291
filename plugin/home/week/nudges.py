"""When somebody is reminded that two have not met: after 7, 14 and 21 days, and at 28 a pause is proposed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, func, or_, select, union_all

from plugin import clock
from plugin.courses.goals.models import Goal
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.plans.seen import Planned
from plugin.database import db
from plugin.discussions.models import Thread
from plugin.discussions.topics.models import Topic
from plugin.member import Member
from plugin.people.away.models import Away
from plugin.people.models import Mentorship
from plugin.people.observed.queries import is_in_scope
from plugin.people.queries import names

MARKS = (7, 14, 21, 28)  # days
PAUSE = 28
MOST = 3  # the longest silences; a board shows the rest


@dataclass(frozen=True, slots=True)
class Nudge:
    """With whom somebody has not met for so many days; `partner` is what the form for a plan calls them."""

    partner: str
    other: str
    days: int

    @property
    def proposes_a_pause(self) -> bool:
        """It has been so long that resting may be the honest word for it."""
        return self.days >= PAUSE


def mark_of(days: int) -> int | None:
    """The last mark that has passed after so many days; None before the first."""
    return max((mark for mark in MARKS if mark <= days), default=None)


def nudges_for(viewer: Member, plans: Collection[Planned], cadence: int = 0) -> list[Nudge]:
    """Those of the viewer's mentorships that nobody has moved for long, the longest first: two statements.

    Silent as long as the `cadence` of the course allows, in days; where a session is planned or asked about, where one of
    the two is away or both rest, and while the mentee tries something out. What was said between the two, or about a goal
    of the mentee's, counts as well as a session.
    """
    today = clock.today(viewer.zone)
    rows = db.session.execute(
        select(Mentorship, _last_met().label("met"), _last_said().label("said"))
        .where(Mentorship.context_id == viewer.context_id, Mentorship.until.is_(None))
        .where(or_(Mentorship.mentor_id == viewer.enrolment_id, Mentorship.mentee_id == viewer.enrolment_id))
        .where(is_in_scope(Mentorship.mentor_id, Mentorship.mentee_id))
        .where(~_is_away(today), ~_is_trying(today))
        .where(or_(Mentorship.rests_since.is_(None), Mentorship.rests_until < today))
    ).all()
    soon = {_other(viewer, row.Mentorship) for row in rows if _meet_soon(row.Mentorship, plans)}
    quiet: dict[UUID, int] = {}  # two who mentor each other meet once for both
    for row in rows:
        other, days = _other(viewer, row.Mentorship), _quiet_days(row, today)
        quiet[other] = min(days, quiet.get(other, days))
    longest = sorted(
        (
            (days, other)
            for other, days in quiet.items()
            if other not in soon and days >= cadence and mark_of(days)
        ),
        reverse=True,
    )[:MOST]
    called = names(viewer, {other for _days, other in longest})
    return [Nudge(_partner(viewer, other), called.get(other, ""), days) for days, other in longest]


def _partner(viewer: Member, other: UUID) -> str:
    return f"{'mentee' if viewer.mentors(other) else 'mentor'}:{other}"


def _quiet_days(row: Any, today: date) -> int:
    """Since they last met or wrote, came together, or had rested."""
    mentorship: Mentorship = row.Mentorship
    since = mentorship.since
    last: date = max(since, row.met or since, row.said or since).date()
    return (today - max(last, mentorship.rests_until or last)).days


def _last_said() -> ScalarSelect[Any]:
    """The last word in the talk that the two have to themselves, or about a goal of the mentee's."""
    alone = and_(Topic.mentee_id == Mentorship.mentee_id, Topic.mentor_id == Mentorship.mentor_id)
    ways = (
        select(Thread.last_at).join(Topic, Topic.id == Thread.topic_id).where(alone).correlate(Mentorship),
        select(Thread.last_at)
        .join(Goal, Goal.id == Thread.goal_id)
        .where(Goal.owner_id == Mentorship.mentee_id)
        .correlate(Mentorship),
    )
    said = union_all(*ways).subquery()
    return select(func.max(said.c.last_at)).scalar_subquery()


def _last_met() -> ScalarSelect[Any]:
    """The last session of the mentee alone, or of the group through which they are mentored, by its index each."""
    own, of_group = (
        _latest(Session.mentee_id, Mentorship.mentee_id),
        _latest(Session.group_id, Mentorship.group_id),
    )
    return select(
        case((own.is_(None), of_group), (of_group.is_(None), own), (own > of_group, own), else_=of_group)
    ).scalar_subquery()


def _latest(column: Any, whose: Any) -> ScalarSelect[Any]:
    there = select(func.max(Session.at)).where(column == whose, Session.at <= clock.now())
    return there.correlate(Mentorship).scalar_subquery()


def _is_away(today: date) -> ColumnElement[bool]:
    either = or_(Away.owner_id == Mentorship.mentor_id, Away.owner_id == Mentorship.mentee_id)
    return exists().where(either, Away.since <= today, Away.until >= today)


def _is_trying(today: date) -> ColumnElement[bool]:
    return exists().where(Goal.owner_id == Mentorship.mentee_id, Goal.state == "trying", Goal.until >= today)


def _meet_soon(mentorship: Mentorship, plans: Collection[Planned]) -> bool:
    """Something is planned for the two, or is asked about, or for the group through which one mentors the other."""
    return any(
        plan.group_id == mentorship.group_id
        if plan.group_id
        else (plan.mentor_id, plan.mentee_id) == (mentorship.mentor_id, mentorship.mentee_id)
        for plan in plans
    )


def _other(viewer: Member, mentorship: Mentorship) -> UUID:
    is_mentor = mentorship.mentor_id == viewer.enrolment_id
    return mentorship.mentee_id if is_mentor else mentorship.mentor_id
