"""Looking back on a goal."""

from __future__ import annotations

from flask_babel import gettext as _

from plugin import clock, text
from plugin.courses.goals.lookback.models import Lookback
from plugin.courses.goals.lookback.queries import lookback_of
from plugin.courses.goals.models import Goal
from plugin.database import is_first, replaced
from plugin.errors import Conflict, Invalid
from plugin.member import Member

Said = dict[str, str]


def look_back(owner: Member, goal: Goal, version: int, said: Said) -> None:
    """Keep `worked`, `failed` and `tell`; version 0 says that nothing was said yet.

    Raises Invalid for nothing at all, Conflict for a second window of theirs.
    """
    if all(text.empty(words) for words in said.values()):
        raise Invalid(_("One of the three is enough. Please say something."), "worked")
    now = {**said, "changed_at": clock.now()}
    if version:
        kept = replaced(Lookback, version, now, Lookback.goal_id == goal.id)
    else:
        kept = is_first(Lookback(goal_id=goal.id, **now))
    if kept:
        return
    stands = lookback_of(goal)
    theirs = {name: getattr(stands, name) for name, words in said.items() if getattr(stands, name) != words}
    if stands and theirs:
        raise Conflict(theirs, stands.version)
