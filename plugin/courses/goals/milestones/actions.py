"""What can happen to milestones: added, changed, put in another order, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.goals.actions import refuse_odd_date, touched
from plugin.courses.goals.milestones.chain import goes_round, pushed
from plugin.courses.goals.models import Goal, Milestone
from plugin.database import db, replaced
from plugin.errors import Conflict, Invalid
from plugin.member import Member

MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """A milestone as it is to stand. `by_id` None is the goal's owner."""

    what: str
    due: date
    done_when: str = ""
    by_id: UUID | None = None
    after_id: UUID | None = None


def add_milestone(writer: Member, goal: Goal, *, what: str, due: date, done_when: str = "") -> Milestone:
    """Add a milestone after the others. Raises Invalid for a date that makes no sense."""
    refuse_odd_date(writer, due, "due")
    last, number = db.session.execute(
        select(func.coalesce(func.max(Milestone.position), 0), func.count()).where(
            Milestone.goal_id == goal.id
        )
    ).one()
    if number >= MOST:
        raise Invalid(_("A goal holds at most %(num)s milestones.", num=MOST), "what")
    milestone = Milestone(goal_id=goal.id, position=last + 1, what=what, due=due, done_when=done_when)
    db.session.add(milestone)
    touched(goal)
    return milestone


def change_milestone(
    owner: Member, milestone: Milestone, version: int, wanted: Wanted, *, push: bool = False
) -> None:
    """Change it; with `push`, what waits for it is moved by as many days. Raises Conflict for a second window.

    Raises Invalid for a day that makes no sense, for a person who has no part in it, and where it would wait for itself.
    """
    goal = milestone.goal
    if wanted.due != milestone.due:
        refuse_odd_date(owner, wanted.due, "due")
    _refuse_others(owner, goal, wanted.by_id)
    _refuse_circles(goal, milestone, wanted.after_id)
    moved = pushed(goal.milestones, milestone.id, wanted.due) if push else []
    _replace(milestone, version, wanted)
    for one in moved:
        _move(db.session.get_one(Milestone, one.id), one.to)
    touched(goal)


def put(milestone: Milestone, way: str) -> None:
    """One place up or down; at the end of the row nothing happens."""
    row = list(milestone.goal.milestones)
    at = next(at for at, one in enumerate(row) if one.id == milestone.id)
    to = at - 1 if way == "up" else at + 1
    if not 0 <= to < len(row):
        return
    row[at], row[to] = row[to], row[at]
    for place, one in enumerate(row, start=1):
        one.position = place
    touched(milestone.goal)


def finish_milestone(writer: Member, milestone: Milestone, *, done: bool = True) -> None:
    """It is done; or, after all, it is not. Saying the same again changes nothing."""
    if done == (milestone.done_at is not None):
        return
    milestone.done_at = clock.now() if done else None
    touched(milestone.goal)


def _replace(milestone: Milestone, version: int, wanted: Wanted) -> None:
    stands = {
        "what": wanted.what,
        "due": wanted.due,
        "done_when": wanted.done_when,
        "by_id": wanted.by_id,
        "after_id": wanted.after_id,
    }
    now = {**stands, "first_due": _first_due(milestone, wanted.due)}
    wrote = replaced(Milestone, version, now, Milestone.id == milestone.id)
    theirs = {name: getattr(milestone, name) for name in stands if getattr(milestone, name) != stands[name]}
    if not wrote and theirs:
        raise Conflict(theirs, milestone.version)


def _move(milestone: Milestone, to: date) -> None:
    milestone.first_due = _first_due(milestone, to)
    milestone.due = to
    milestone.version += 1


def _first_due(milestone: Milestone, to: date) -> date | None:
    """The day that was meant at first: what is never moved has none of its own."""
    first = milestone.first_due or milestone.due
    return None if first == to else first


def _refuse_others(owner: Member, goal: Goal, by_id: UUID | None) -> None:
    if by_id is not None and by_id not in owner.mentor_ids | {goal.owner_id}:
        raise Invalid(_("It is yours, or a mentor of yours does it. Please choose again."), "by")


def _refuse_circles(goal: Goal, milestone: Milestone, after_id: UUID | None) -> None:
    if after_id is None:
        return
    if after_id not in {one.id for one in goal.milestones}:
        raise Invalid(_("That milestone is not one of this goal. Please choose again."), "after")
    if goes_round(goal.milestones, milestone.id, after_id):
        raise Invalid(_("Then the two would wait for each other. Please choose another one."), "after")
