"""Proposing a change to a goal, and answering."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.goals.models import Goal
from plugin.courses.goals.page import show_goal
from plugin.courses.goals.proposals import actions, policy
from plugin.courses.goals.proposals.queries import Proposed, proposal_for
from plugin.courses.goals.proposals.schemas import Answer, ProposalForm
from plugin.courses.goals.queries import goal_for, owner_name
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("proposals", __name__, url_prefix="/v/<visit>/goals")


@pages.get("/<uuid:goal_id>/propose")
@allow(policy.can_propose, load=goal_for)
def new(member: Member, goal: Goal) -> ResponseReturnValue:
    """What stands there, to be worded otherwise."""
    looked_at(member, goal.owner_id)
    return _new(member, goal, blank(title=goal.title, outcome=goal.outcome))


@pages.post("/<uuid:goal_id>/propose")
@allow(policy.can_propose, load=goal_for)
def propose(member: Member, goal: Goal) -> ResponseReturnValue:
    """Propose it; the goal stays as it is."""
    form = read(ProposalForm)
    if not form.ok:
        return _new(member, goal, form), 422
    try:
        actions.propose(member, goal, **form.values)
    except Invalid as fault:
        return _new(member, goal, form.refused(fault)), 422
    return redirect(url("goals.show", goal_id=goal.id, _anchor="proposals"))


@pages.post("/proposals/<uuid:proposal_id>/answer")
@allow(policy.can_settle_proposal, load=proposal_for)
def answer(member: Member, proposed: Proposed) -> ResponseReturnValue:
    """Take it, or leave the goal as it is."""
    form = read(Answer)
    goal = goal_for(member, proposed.goal.id)
    if not form.ok:
        return show_goal(member, goal, answer=form, answered=proposed.proposal.id), 422
    act = actions.take if form.values["take"] == "yes" else actions.decline
    try:
        act(member, proposed, form.values["answer"])
    except Invalid as fault:
        return show_goal(member, goal, answer=form.refused(fault), answered=proposed.proposal.id), 422
    return redirect(url("goals.show", goal_id=goal.id, _anchor="proposals"))


@pages.post("/proposals/<uuid:proposal_id>/back")
@allow(policy.can_take_back, load=proposal_for)
def back(member: Member, proposed: Proposed) -> ResponseReturnValue:
    """Take it back."""
    actions.take_back(member, proposed)
    return redirect(url("goals.show", goal_id=proposed.goal.id))


def _new(member: Member, goal: Goal, form: Form) -> str:
    return page("goals/propose.html", goal=goal, owner=owner_name(member, goal), form=form)
