"""A goal comes to stand otherwise: by its owner, by a mentor who agrees, or by what its journal says."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import update

from plugin import clock
from plugin.courses.goals.actions import refuse_odd_date
from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.models import Goal
from plugin.courses.goals.standing.turns import needs_why, next_states
from plugin.database import changed, db
from plugin.errors import Invalid
from plugin.member import Member
from plugin.text import from_plain


def move_goal(owner: Member, goal: Goal, state: str, why: str = "", until: date | None = None) -> None:
    """Say how it stands now, and why; a pause may have a day. Saying the same again changes nothing.

    Raises Invalid where it does not lead there, for a reason that is missing, and for a day that makes no sense.
    """
    if state == goal.state:
        return
    if state not in next_states(goal.state):
        raise Invalid(_("From where it stands now, it does not go there. Please look at it again."), "state")
    if needs_why(goal.state, state) and not why:
        raise Invalid(_("Please say why, in a sentence: it is kept with the goal."), "turn_why")
    if state == "paused" and until:
        refuse_odd_date(owner, until, "rest_until")
    _turn(owner, goal, state, why, until if state == "paused" else None)


def agree(mentor: Member, goal: Goal, why: str = "") -> None:
    """A mentor agrees with what it says."""
    if goal.state == "draft":
        _turn(mentor, goal, "agreed", why, None)


def _turn(mover: Member, goal: Goal, state: str, why: str, until: date | None) -> None:
    """Into the row and into the journal. Of two who turn it at once the first has turned it, and the other is told."""
    stands = update(Goal).where(Goal.id == goal.id, Goal.state == goal.state)
    if not changed(stands.values(state=state, until=until, changed_at=clock.now()).returning(Goal.id)):
        raise Invalid(_("It was changed meanwhile. Please look at it again."), "state")
    words = from_plain(why) if why else Markup("")
    line = JournalEntry(
        goal_id=goal.id,
        kind="turn",
        words=words,
        until=until,
        state=state,
        by_id=mover.enrolment_id,
        at=clock.now(),
    )
    db.session.add(line)
    db.session.flush()
    db.session.refresh(goal)
