"""Questions to what was said at the end of goals."""

from __future__ import annotations

from sqlalchemy import select

from plugin.courses.goals.lookback.models import Lookback
from plugin.courses.goals.models import Goal
from plugin.courses.goals.standing.turns import ENDED
from plugin.database import db


def lookback_of(goal: Goal) -> Lookback | None:
    """Of a goal that somebody reads; None where nothing was said, or where it runs: one statement at most."""
    if goal.state not in ENDED:
        return None
    return db.session.scalar(select(Lookback).where(Lookback.goal_id == goal.id))
