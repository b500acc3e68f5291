"""Milestones of a goal: added and done on its page, changed on a page of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from plugin.courses.goals.milestones import actions, policy
from plugin.courses.goals.milestones.chain import pushed
from plugin.courses.goals.milestones.schemas import ChangedMilestone, Moved, NewMilestone
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.goals.page import show_goal
from plugin.courses.goals.policy import can_change_goal
from plugin.courses.goals.queries import goal_for, milestone_for
from plugin.courses.goals.schemas import DoneOrNot
from plugin.dates import day
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member
from plugin.people.queries import names

pages = Blueprint("milestones", __name__, url_prefix="/v/<visit>/goals")


@pages.post("/<uuid:goal_id>/milestones")
@allow(can_change_goal, load=goal_for)
def add(member: Member, goal: Goal) -> ResponseReturnValue:
    """One more step on the way."""
    form = read(NewMilestone)
    if not form.ok:
        return show_goal(member, goal, form=form), 422
    try:
        actions.add_milestone(member, goal, **form.values)
    except Invalid as fault:
        return show_goal(member, goal, form=form.refused(fault)), 422
    return redirect(url("goals.show", goal_id=goal.id))


@pages.get("/milestones/<uuid:milestone_id>")
@allow(policy.can_change_milestone, load=milestone_for)
def edit(member: Member, milestone: Milestone) -> ResponseReturnValue:
    """What stands there now, to be changed."""
    stands = {name: getattr(milestone, name) for name in ("what", "due", "done_when")}
    whose = {"by": milestone.by_id or milestone.goal.owner_id, "after": milestone.after_id}
    return _edit(member, milestone, blank(version=milestone.version, push="yes", **stands, **whose))


@pages.post("/milestones/<uuid:milestone_id>")
@allow(policy.can_change_milestone, load=milestone_for)
def change(member: Member, milestone: Milestone) -> ResponseReturnValue:
    """Change it, and with it what waits for it."""
    form = read(ChangedMilestone)
    if not form.ok:
        return _edit(member, milestone, form), 422
    said = dict(form.values)
    push, by = said.pop("push"), said.pop("by")
    wanted = actions.Wanted(
        by_id=None if by == milestone.goal.owner_id else by, after_id=said.pop("after"), **said
    )
    try:
        actions.change_milestone(member, milestone, form.version or 0, wanted, push=push)
    except Invalid as fault:
        return _edit(member, milestone, form.refused(fault)), 422
    except Conflict as clash:
        return _edit(member, milestone, form.clashing(_said(member, milestone, clash))), 409
    return redirect(url("goals.show", goal_id=milestone.goal_id, _anchor="milestones"))


@pages.post("/milestones/<uuid:milestone_id>/place")
@allow(policy.can_change_milestone, load=milestone_for)
def put(member: Member, milestone: Milestone) -> ResponseReturnValue:
    """One place up or down."""
    form = read(Moved)
    if not form.ok:
        return show_goal(member, milestone.goal), 422
    actions.put(milestone, form.values["way"])
    return redirect(url("goals.show", goal_id=milestone.goal_id, _anchor="milestones"))


@pages.post("/milestones/<uuid:milestone_id>/done")
@allow(policy.can_finish_milestone, load=milestone_for)
def done(member: Member, milestone: Milestone) -> ResponseReturnValue:
    """Done, or not done after all."""
    form = read(DoneOrNot)
    if not form.ok:
        return show_goal(member, milestone.goal), 422
    actions.finish_milestone(member, milestone, done=form.values["done"] == "yes")
    return redirect(url("goals.show", goal_id=milestone.goal_id))


def _said(member: Member, milestone: Milestone, clash: Conflict) -> Conflict:
    """The same clash in words, and under the names of the fields: a day, whoever does it, the milestone before it."""
    theirs: dict[str, Any] = dict(clash.theirs)
    if "due" in theirs:
        theirs["due"] = day(theirs["due"])
    if "by_id" in theirs:
        by = theirs.pop("by_id")
        theirs["by"] = names(member, [by]).get(by, _("Somebody")) if by else _("You")
    if "after_id" in theirs:
        after = theirs.pop("after_id")
        whats = {one.id: one.what for one in milestone.goal.milestones}
        theirs["after"] = whats.get(after) or _("It waits for none")
    return Conflict(theirs, clash.version)


def _edit(member: Member, milestone: Milestone, form: Form) -> str:
    goal = milestone.goal
    called = names(member, member.mentor_ids)
    return page(
        "milestones/edit.html",
        goal=goal,
        milestone=milestone,
        form=form,
        others=[(one.id, one.what) for one in goal.milestones if one.id != milestone.id],
        mentors=[(one, called[one]) for one in sorted(called, key=lambda one: called[one].casefold())],
        owner_id=goal.owner_id,
        waits=pushed(goal.milestones, milestone.id, milestone.due + timedelta(days=1)),
    )
