"""Questions to what goals rest on."""

from __future__ import annotations

from sqlalchemy import select

from plugin.courses.goals.grounds.models import Grounds
from plugin.courses.goals.models import Goal
from plugin.database import db


def grounds_of(goal: Goal) -> Grounds | None:
    """Of a goal that somebody reads; None where nothing was said yet."""
    return db.session.scalar(select(Grounds).where(Grounds.goal_id == goal.id))
