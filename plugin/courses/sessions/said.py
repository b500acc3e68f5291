"""What stands in the fields of a session's forms: moments on somebody's own clock, and clashes in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from plugin.courses.sessions.schemas import MODES
from plugin.dates import moment
from plugin.errors import Conflict
from plugin.member import Member


def on_their_clock(member: Member, when: datetime) -> datetime:
    """The moment on the member's own clock, as a datetime-local field says it."""
    return when.astimezone(ZoneInfo(member.zone)).replace(tzinfo=None, second=0, microsecond=0)


def clash_said(clash: Conflict) -> Conflict:
    """The same clash in words: a moment, a mode and minutes as pages say them."""
    theirs: dict[str, Any] = dict(clash.theirs)
    if "at" in theirs:
        theirs["at"] = moment(theirs["at"])
    if "mode" in theirs:
        theirs["mode"] = MODES[theirs["mode"]]
    for number in ("minutes", "cost"):
        if number in theirs:
            theirs[number] = "–" if theirs[number] is None else theirs[number]
    return Conflict(theirs, clash.version)
