"""What can happen to goals: written and changed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _

from plugin import clock
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.outline.actions import mark_kind_done
from plugin.courses.outline.models import Course
from plugin.database import db, replaced
from plugin.errors import Conflict, Invalid, NotHere
from plugin.member import Member

FARTHEST = timedelta(days=3653)  # ten years: beyond that a date is a slip of the finger


def write_goal(
    writer: Member,
    course: Course,
    *,
    title: str,
    problem: str,
    outcome: str,
    toward: str,
    toward_what: str,
    milestone: str,
    milestone_due: date,
    milestone_done_when: str = "",
) -> Goal:
    """Write a goal with its first milestone. Raises Invalid for a date that makes no sense."""
    owner = _enrolled(writer, course)
    refuse_odd_date(writer, milestone_due, "milestone_due")
    goal = Goal(
        course_id=course.id,
        owner_id=owner,
        title=title,
        problem=problem,
        outcome=outcome,
        toward=toward,
        toward_what=toward_what,
        made_at=clock.now(),
        changed_at=clock.now(),
        milestones=[Milestone(position=1, what=milestone, due=milestone_due, done_when=milestone_done_when)],
    )
    db.session.add(goal)
    db.session.flush()
    mark_kind_done(course.id, owner, "goal-setting")
    return goal


def change_goal(
    writer: Member, goal: Goal, version: int, *, title: str, outcome: str, toward: str, toward_what: str
) -> Goal:
    """Reword a goal; the problem stays as first told. Raises Conflict where it was reworded meanwhile."""
    wanted = {"title": title, "outcome": outcome, "toward": toward, "toward_what": toward_what}
    if not replaced(Goal, version, {}, Goal.id == goal.id):
        theirs = {name: getattr(goal, name) for name in wanted if getattr(goal, name) != wanted[name]}
        if theirs:
            raise Conflict(theirs, goal.version)
        return goal
    for name, words in wanted.items():
        setattr(goal, name, words)
    touched(goal)
    return goal


def _enrolled(writer: Member, course: Course) -> UUID:
    if writer.enrolment_id is None or course.context_id != writer.context_id:
        raise NotHere()
    return writer.enrolment_id


def touched(goal: Goal) -> None:
    """Something about it was changed just now."""
    goal.changed_at = clock.now()
    db.session.flush()


def refuse_odd_date(writer: Member, due: date, field: str) -> None:
    """Raises Invalid for a day that has passed, or is farther than anybody plans."""
    today = clock.today(writer.zone)
    if due < today:
        raise Invalid(_("That day has passed. Please choose today or a later day."), field)
    if due > today + FARTHEST:
        raise Invalid(_("That is more than ten years ahead. Please look at the year again."), field)
