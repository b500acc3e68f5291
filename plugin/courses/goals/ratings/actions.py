"""Giving a goal its numbers."""

from __future__ import annotations

from flask_babel import gettext as _

from plugin import clock
from plugin.courses.goals.models import Goal
from plugin.courses.goals.ratings.models import GoalRating
from plugin.courses.goals.ratings.queries import rated, stage_of
from plugin.database import is_first
from plugin.errors import Invalid
from plugin.member import Member


def rate(rater: Member, goal: Goal, values: dict[str, int | None]) -> None:
    """Keep what somebody says now; what they said before stays as it was said. Raises Invalid for nothing at all."""
    given = {of: value for of, value in values.items() if value is not None and of in rated(goal)}
    if not given:
        raise Invalid(_("Please choose a number."), "confidence")
    for of, value in given.items():
        made = {"goal_id": goal.id, "by_id": rater.enrolment_id, "of": of, "stage": stage_of(goal)}
        is_first(GoalRating(**made, value=value, at=clock.now()))  # of two windows the first word stands
