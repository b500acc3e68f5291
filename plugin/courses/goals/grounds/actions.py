"""Saying what a goal rests on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from plugin import clock
from plugin.courses.goals.grounds.models import WORDS, Grounds
from plugin.courses.goals.grounds.queries import grounds_of
from plugin.courses.goals.models import Goal
from plugin.database import changed, db
from plugin.errors import Conflict
from plugin.member import Member


def think_through(
    owner: Member, goal: Goal, version: int, *, whys: list[str], target: int | None, **words: str
) -> None:
    """Keep what is said of it; version 0 says that nothing was yet. Raises Conflict for a second window of theirs."""
    said: dict[str, Any] = {"whys": whys, **{name: words.get(name, "") for name in WORDS}}
    if not (_first(goal, said) if version == 0 else _again(goal, said, version)):
        _refuse_other_words(goal, said)
    goal.target = target if goal.toward == "skill" else None
    goal.changed_at = clock.now()
    db.session.flush()


def _first(goal: Goal, said: dict[str, Any]) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(Grounds(goal_id=goal.id, changed_at=clock.now(), **said))
    except IntegrityError:
        return False
    return True


def _again(goal: Goal, said: dict[str, Any], version: int) -> bool:
    still = update(Grounds).where(Grounds.goal_id == goal.id, Grounds.version == version)
    wanted = {**said, "changed_at": clock.now(), "version": version + 1}
    replaced = changed(still.values(wanted).returning(Grounds.id)) > 0
    db.session.expire_all()
    return replaced


def _refuse_other_words(goal: Goal, said: dict[str, Any]) -> None:
    stands = grounds_of(goal)
    assert stands  # somebody else wrote it first, or changed it
    theirs = {name: getattr(stands, name) for name in WORDS if getattr(stands, name) != said[name]}
    if stands.whys != said["whys"]:
        theirs |= {f"why_{at}": why for at, why in enumerate(stands.whys, start=1)}
    if theirs:
        raise Conflict(theirs, stands.version)
