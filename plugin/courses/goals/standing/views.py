"""Saying how a goal stands."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.goals.models import Goal
from plugin.courses.goals.page import show_goal
from plugin.courses.goals.queries import goal_for
from plugin.courses.goals.standing import actions, policy
from plugin.courses.goals.standing.schemas import AgreeForm, Turn
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import read, redirect
from plugin.member import Member

pages = Blueprint("standing", __name__, url_prefix="/v/<visit>/goals")


@pages.post("/<uuid:goal_id>/stands")
@allow(policy.can_move_goal, load=goal_for)
def move(member: Member, goal: Goal) -> ResponseReturnValue:
    """Its owner says how it stands."""
    form = read(Turn)
    if not form.ok:
        return show_goal(member, goal, turn=form), 422
    said = form.values
    try:
        actions.move_goal(member, goal, said["state"], said["turn_why"], said["rest_until"])
    except Invalid as fault:
        return show_goal(member, goal, turn=form.refused(fault)), 422
    return redirect(url("goals.show", goal_id=goal.id))


@pages.post("/<uuid:goal_id>/agree")
@allow(policy.can_agree, load=goal_for)
def agree(member: Member, goal: Goal) -> ResponseReturnValue:
    """A mentor agrees with it."""
    form = read(AgreeForm)
    if not form.ok:
        return show_goal(member, goal, agree=form), 422
    actions.agree(member, goal, form.values["agree_why"])
    return redirect(url("goals.show", goal_id=goal.id))
