"""Giving a goal its numbers."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from plugin import clock
from plugin.courses.goals.models import Goal
from plugin.courses.goals.ratings.models import GoalRating
from plugin.courses.goals.ratings.queries import rated, stage_of
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member


def rate(rater: Member, goal: Goal, values: dict[str, int | None]) -> None:
    """Keep what somebody says now; what they said before stays as it was said. Raises Invalid for nothing at all."""
    given = {of: value for of, value in values.items() if value is not None and of in rated(goal)}
    if not given:
        raise Invalid(_("Please choose a number."), "confidence")
    for of, value in given.items():
        _keep(rater, goal, of, value)
    db.session.flush()


def _keep(rater: Member, goal: Goal, of: str, value: int) -> None:
    made = {"goal_id": goal.id, "by_id": rater.enrolment_id, "of": of, "stage": stage_of(goal)}
    try:
        with db.session.begin_nested():
            db.session.add(GoalRating(**made, value=value, at=clock.now()))
    except IntegrityError:
        return  # a second window of theirs was first: the first word stands
