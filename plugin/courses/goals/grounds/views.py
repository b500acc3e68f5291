"""Thinking a goal through, on a page of its own."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.goals.grounds import actions, policy
from plugin.courses.goals.grounds.models import WORDS
from plugin.courses.goals.grounds.queries import grounds_of
from plugin.courses.goals.grounds.schemas import GroundsForm
from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import goal_for
from plugin.courses.goals.ratings.schemas import LEVELS
from plugin.door import allow, url
from plugin.errors import Conflict
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("grounds", __name__, url_prefix="/v/<visit>/goals")


@pages.get("/<uuid:goal_id>/grounds")
@allow(policy.can_think_through, load=goal_for)
def think(member: Member, goal: Goal) -> ResponseReturnValue:
    """What was said so far, to go on from."""
    stands = grounds_of(goal)
    if stands is None:
        return _page(goal, blank(version=0, target=goal.target))
    words = {name: getattr(stands, name) for name in WORDS}
    whys = {f"why_{at}": why for at, why in enumerate(stands.whys, start=1)}
    return _page(goal, blank(version=stands.version, target=goal.target, **words, **whys))


@pages.post("/<uuid:goal_id>/grounds")
@allow(policy.can_think_through, load=goal_for)
def keep(member: Member, goal: Goal) -> ResponseReturnValue:
    """Keep it, unless a second window did so meanwhile: then both texts come back."""
    form = read(GroundsForm)
    if not form.ok:
        return _page(goal, form), 422
    try:
        actions.think_through(member, goal, form.version or 0, **form.values)
    except Conflict as clash:
        return _page(goal, form.clashing(clash)), 409
    return redirect(url("goals.show", goal_id=goal.id))


def _page(goal: Goal, form: Form) -> str:
    return page("grounds/think.html", goal=goal, form=form, levels=list(LEVELS.items()))
