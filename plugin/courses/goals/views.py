"""Pages for goals: the list, a new one from its problem, the goal itself with its journal."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.courses.goals import actions, policy, queries
from plugin.courses.goals.journal import actions as journal
from plugin.courses.goals.journal.policy import can_take_away, can_write_entry
from plugin.courses.goals.journal.queries import Line, line_for
from plugin.courses.goals.models import Goal
from plugin.courses.goals.page import LAST_PAGE, show_goal
from plugin.courses.goals.queries import goal_for
from plugin.courses.goals.schemas import (
    TOWARD,
    ChangedGoal,
    NewEntry,
    NewGoal,
)
from plugin.courses.goals.standing.schemas import STATES
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, asked_page, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("goals", __name__, url_prefix="/v/<visit>/goals")


@pages.get("/")
@allow(policy.can_see_goals, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """My goals, and those of the people I mentor."""
    number = asked_page(LAST_PAGE)
    return page(
        "goals/index.html",
        seen=queries.goals_seen(member, number),
        number=number,
        states=STATES,
        today=clock.today(member.zone),
        may_write=policy.can_write_goal(member, course),
    )


@pages.get("/new")
@allow(policy.can_write_goal, load=course_here)
def new(member: Member, course: Course) -> ResponseReturnValue:
    """A form for a goal, the problem first."""
    return _new(blank(toward="skill"))


@pages.post("/new")
@allow(policy.can_write_goal, load=course_here)
def write(member: Member, course: Course) -> ResponseReturnValue:
    """Keep it."""
    form = read(NewGoal)
    if not form.ok:
        return _new(form), 422
    try:
        goal = actions.write_goal(member, course, **form.values)
    except Invalid as fault:
        return _new(form.refused(fault)), 422
    return redirect(url("goals.show", goal_id=goal.id))


@pages.get("/<uuid:goal_id>")
@allow(policy.can_see_goal, load=goal_for)
def show(member: Member, goal: Goal) -> ResponseReturnValue:
    """One goal, from problem to outcome."""
    looked_at(member, goal.owner_id)
    return show_goal(member, goal)


@pages.get("/<uuid:goal_id>/edit")
@allow(policy.can_change_goal, load=goal_for)
def edit(member: Member, goal: Goal) -> ResponseReturnValue:
    """What stands there now, to be changed."""
    stands = {name: getattr(goal, name) for name in ("title", "outcome", "toward", "toward_what")}
    return _edit(goal, blank(version=goal.version, **stands))


@pages.post("/<uuid:goal_id>/edit")
@allow(policy.can_change_goal, load=goal_for)
def change(member: Member, goal: Goal) -> ResponseReturnValue:
    """Change it, unless that happened meanwhile: then both texts come back."""
    form = read(ChangedGoal)
    if not form.ok:
        return _edit(goal, form), 422
    try:
        actions.change_goal(member, goal, form.version or 0, **form.values)
    except Conflict as clash:
        if "toward" in clash.theirs:
            clash.theirs = {**clash.theirs, "toward": str(TOWARD[clash.theirs["toward"]])}
        return _edit(goal, form.clashing(clash)), 409
    return redirect(url("goals.show", goal_id=goal.id))


@pages.post("/<uuid:goal_id>/journal")
@allow(can_write_entry, load=goal_for)
def write_entry(member: Member, goal: Goal) -> ResponseReturnValue:
    """Write down what happened."""
    form = read(NewEntry)
    if not form.ok:
        return show_goal(member, goal, entry_form=form), 422
    said = form.values
    try:
        journal.write_entry(member, goal, said["entry"], said["happened"], said["until"])
    except Invalid as fault:
        return show_goal(member, goal, entry_form=form.refused(fault)), 422
    return redirect(url("goals.show", goal_id=goal.id, _anchor="journal"))


@pages.post("/journal/<uuid:entry_id>/away")
@allow(can_take_away, load=line_for)
def take_entry_away(member: Member, line: Line) -> ResponseReturnValue:
    """Take a line of it away."""
    journal.take_away(line.entry)
    return redirect(url("goals.show", goal_id=line.goal.id, _anchor="journal"))


def _new(form: Form) -> str:
    return page("goals/new.html", form=form, toward=list(TOWARD.items()))


def _edit(goal: Goal, form: Form) -> str:
    return page("goals/edit.html", goal=goal, form=form, toward=list(TOWARD.items()))
