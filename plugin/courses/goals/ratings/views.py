"""Giving a goal its numbers."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.goals.models import Goal
from plugin.courses.goals.page import show_goal
from plugin.courses.goals.queries import goal_for
from plugin.courses.goals.ratings import actions, policy
from plugin.courses.goals.ratings.schemas import RatingForm
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import read, redirect
from plugin.member import Member

pages = Blueprint("ratings", __name__, url_prefix="/v/<visit>/goals")


@pages.post("/<uuid:goal_id>/ratings")
@allow(policy.can_rate, load=goal_for)
def rate(member: Member, goal: Goal) -> ResponseReturnValue:
    """Keep what somebody says now."""
    form = read(RatingForm)
    if not form.ok:
        return show_goal(member, goal, rating=form), 422
    try:
        actions.rate(member, goal, form.values)
    except Invalid as fault:
        return show_goal(member, goal, rating=form.refused(fault)), 422
    return redirect(url("goals.show", goal_id=goal.id, _anchor="ratings"))
