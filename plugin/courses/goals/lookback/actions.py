"""Looking back on a goal."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from plugin import clock, text
from plugin.courses.goals.lookback.models import Lookback
from plugin.courses.goals.lookback.queries import lookback_of
from plugin.courses.goals.models import Goal
from plugin.database import changed, db
from plugin.errors import Conflict, Invalid
from plugin.member import Member

Said = dict[str, str]


def look_back(owner: Member, goal: Goal, version: int, said: Said) -> None:
    """Keep `worked`, `failed` and `tell`; version 0 says that nothing was said yet.

    Raises Invalid for nothing at all, Conflict for a second window of theirs.
    """
    if all(text.empty(words) for words in said.values()):
        raise Invalid(_("One of the three is enough. Please say something."), "worked")
    kept = _first(goal, said) if version == 0 else _again(goal, said, version)
    if kept:
        return
    stands = lookback_of(goal)
    theirs = {name: getattr(stands, name) for name, words in said.items() if getattr(stands, name) != words}
    if stands and theirs:
        raise Conflict(theirs, stands.version)


def _first(goal: Goal, said: Said) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(Lookback(goal_id=goal.id, changed_at=clock.now(), **said))
    except IntegrityError:
        return False
    return True


def _again(goal: Goal, said: Said, version: int) -> bool:
    still = update(Lookback).where(Lookback.goal_id == goal.id, Lookback.version == version)
    wanted = {**said, "changed_at": clock.now(), "version": version + 1}
    replaced = changed(still.values(wanted).returning(Lookback.id)) > 0
    db.session.expire_all()
    return replaced
