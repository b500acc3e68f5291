"""Saying what a goal rests on."""

from __future__ import annotations

from typing import Any

from plugin import clock
from plugin.courses.goals.grounds.models import WORDS, Grounds
from plugin.courses.goals.grounds.queries import grounds_of
from plugin.courses.goals.models import Goal
from plugin.database import db, is_first, replaced
from plugin.errors import Conflict
from plugin.member import Member


def think_through(
    owner: Member, goal: Goal, version: int, *, whys: list[str], target: int | None, **words: str
) -> None:
    """Keep what is said of it; version 0 says that nothing was yet. Raises Conflict for a second window of theirs."""
    said: dict[str, Any] = {"whys": whys, **{name: words.get(name, "") for name in WORDS}}
    stands = {**said, "changed_at": clock.now()}
    if version:
        kept = replaced(Grounds, version, stands, Grounds.goal_id == goal.id)
    else:
        kept = is_first(Grounds(goal_id=goal.id, **stands))
    if not kept:
        _refuse_other_words(goal, said)
    goal.target = target if goal.toward == "skill" else None
    goal.changed_at = clock.now()
    db.session.flush()


def _refuse_other_words(goal: Goal, said: dict[str, Any]) -> None:
    stands = grounds_of(goal)
    assert stands  # somebody else wrote it first, or changed it
    theirs = {name: getattr(stands, name) for name in WORDS if getattr(stands, name) != said[name]}
    if stands.whys != said["whys"]:
        theirs |= {f"why_{at}": why for at, why in enumerate(stands.whys, start=1)}
    if theirs:
        raise Conflict(theirs, stands.version)
