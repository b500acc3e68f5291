"""Planned sessions, planned through the product's own verb."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from plugin import clock
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.plans.actions import plan_sessions
from plugin.courses.sessions.plans.models import Plan
from plugin.courses.sessions.plans.queries import plan_for
from plugin.courses.sessions.plans.seen import Planned
from plugin.courses.sessions.present import Partner
from plugin.database import db
from plugin.member import Member

_minutes = count()  # no two of them at one time, where nothing is said of that


def plans(planner: Member, kind: str, whom: UUID, **said: Any) -> list[Plan]:
    """Sessions planned with a 'group', 'mentee' or 'mentor'; in three days at the earliest, where nothing else is said."""
    later = in_days(planner, 3) + timedelta(minutes=next(_minutes) % 600)
    made = {"at": later, "minutes": 45, "mode": "video", **said}
    return plan_sessions(planner, course_here(planner), Partner(f"{kind}:{whom}", "", kind), **made)


def a_plan(planner: Member, kind: str, whom: UUID, **said: Any) -> Planned:
    """One of them, as its planner sees it."""
    return plan_for(planner, plans(planner, kind, whom, **said)[0].id)


def has_passed(plan: Planned, by: timedelta = timedelta(hours=3)) -> None:
    """Let its time have come that long ago."""
    row = db.session.get_one(Plan, plan.id)
    row.at = clock.now() - by
    db.session.flush()


def in_days(planner: Member, days: int, hour: int = 10) -> datetime:
    """That many days from now, at an hour of the planner's own clock."""
    there = clock.now().astimezone(ZoneInfo(planner.zone)) + timedelta(days=days)
    return there.replace(hour=hour, minute=0, second=0, microsecond=0)


def plan_fields(whom: str, **said: Any) -> dict[str, Any]:
    """What the form for planning sends, all of it good."""
    at = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT10:00")
    good = {"whom": whom, "at": at, "minutes": "45", "mode": "video", "place": "", "agenda": "", "times": "1"}
    return {**good, "every_weeks": "2", **said}
