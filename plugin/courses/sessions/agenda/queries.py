"""What is open between a mentee and whoever mentors them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, union_all

from plugin import clock
from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import goals_of
from plugin.courses.sessions.models import Session
from plugin.courses.sessions.plans.seen import Planned
from plugin.courses.sessions.promises.queries import actions_of
from plugin.courses.sessions.promises.seen import Promise
from plugin.database import db
from plugin.member import Member

SLEEPS_AFTER = 3  # sessions in which nobody touched a goal
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Open:
    """`promises` and goals that are `asleep`; `needs_a_plan` before the second session, as long as no goal is open."""

    promises: list[Promise]
    asleep: list[Goal]
    needs_a_plan: bool

    @property
    def is_empty(self) -> bool:
        """There is nothing of it."""
        return not (self.promises or self.asleep or self.needs_a_plan)


def open_between(viewer: Member, plan: Planned) -> Open | None:
    """What is open before a session of two that is to come: four statements; None for any other."""
    if plan.mentee_id is None or not plan.is_ahead:
        return None
    goals, held = goals_of(viewer, plan.mentee_id), held_lately(viewer, plan.mentee_id)
    promises = [one for one in actions_of(viewer, plan.mentee_id) if one.is_open]
    return Open(promises[:SHOWN], asleep(goals, held)[:SHOWN], needs_a_plan(goals, held))


def asleep(goals: Collection[Goal], held: list[datetime]) -> list[Goal]:
    """Open goals that were not touched since the third-last session; `held` has the latest first."""
    if len(held) < SLEEPS_AFTER:
        return []
    return [goal for goal in goals if goal.is_open and goal.changed_at < held[SLEEPS_AFTER - 1]]


def needs_a_plan(goals: Collection[Goal], held: list[datetime]) -> bool:
    """A plan (problem, goal, what it builds, first step) is to stand before the second session; a goal has all four."""
    return len(held) <= 1 and not any(goal.is_open for goal in goals)


def held_lately(viewer: Member, mentee_id: UUID) -> list[datetime]:
    """When the mentee's last three sessions were, alone or in groups of the viewer's, the latest first: one statement.

    Each way is read by its index from the end: sorted together, a database reads all that were ever held.
    """
    whose = (Session.mentee_id == mentee_id, *(Session.group_id == one for one in sorted(viewer.group_ids)))
    ways = [
        select(
            select(Session.at)
            .where(way, Session.at <= clock.now())
            .order_by(Session.at.desc())
            .limit(SLEEPS_AFTER)
            .subquery()
        )
        for way in whose
    ]
    return sorted(db.session.scalars(union_all(*ways)), reverse=True)[:SLEEPS_AFTER]
