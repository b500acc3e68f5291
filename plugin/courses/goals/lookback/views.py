"""Looking back on a goal, on a page of its own."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.goals.lookback import actions, policy
from plugin.courses.goals.lookback.queries import lookback_of
from plugin.courses.goals.lookback.schemas import LookbackForm
from plugin.courses.goals.models import Goal
from plugin.courses.goals.queries import goal_for
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("lookback", __name__, url_prefix="/v/<visit>/goals")
WORDS = ("worked", "failed", "tell")


@pages.get("/<uuid:goal_id>/lookback")
@allow(policy.can_look_back, load=goal_for)
def look(member: Member, goal: Goal) -> ResponseReturnValue:
    """What was said already, to go on from."""
    stands = lookback_of(goal)
    said = {name: getattr(stands, name) for name in WORDS} if stands else {}
    return _page(goal, blank(version=stands.version if stands else 0, **said))


@pages.post("/<uuid:goal_id>/lookback")
@allow(policy.can_look_back, load=goal_for)
def keep(member: Member, goal: Goal) -> ResponseReturnValue:
    """Keep it, unless a second window did so meanwhile: then both texts come back."""
    form = read(LookbackForm)
    if not form.ok:
        return _page(goal, form), 422
    try:
        actions.look_back(member, goal, form.version or 0, form.values)
    except Invalid as fault:
        return _page(goal, form.refused(fault)), 422
    except Conflict as clash:
        return _page(goal, form.clashing(clash)), 409
    return redirect(url("goals.show", goal_id=goal.id, _anchor="lookback"))


def _page(goal: Goal, form: Form) -> str:
    return page("lookback/look.html", goal=goal, form=form)
