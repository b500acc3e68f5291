"""What can happen in a goal's journal: something is written down, or taken away by whoever wrote it."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from markupsafe import Markup

from plugin import clock
from plugin.courses.goals.actions import refuse_odd_date
from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.models import Goal
from plugin.courses.goals.standing.turns import ENDED
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member

ENDS_TRYING = {"success", "failure"}


def write_entry(writer: Member, goal: Goal, kind: str, words: Markup, until: date | None) -> JournalEntry:
    """Write down what happened. What is 'trying' has a day, until which the goal stands so.

    That it worked, or did not, ends the trying, and once its day is over whatever is written does. Raises Invalid
    without such a day, for an odd one, and for trying something for a goal that has ended.
    """
    if kind == "trying":
        _refuse_trying(writer, goal, until)
    now = clock.now()
    state = _comes_into(writer, goal, kind)
    entry = JournalEntry(
        goal_id=goal.id,
        kind=kind,
        words=words,
        until=until if kind == "trying" else None,
        state=state,
        by_id=writer.enrolment_id,
        at=now,
    )
    db.session.add(entry)
    goal.changed_at = now
    if state:
        goal.state, goal.until = state, entry.until
    db.session.flush()
    return entry


def take_away(entry: JournalEntry) -> None:
    """Take the words away for good; that the goal came to stand otherwise stays."""
    if entry.state:
        entry.words = Markup("")
    else:
        db.session.delete(entry)
    db.session.flush()


def _refuse_trying(writer: Member, goal: Goal, until: date | None) -> None:
    if goal.state in ENDED:
        raise Invalid(_("This goal has ended. Take it up again first, then try something."), "entry")
    if until is None:
        raise Invalid(_("Please say until which day you try it."), "until")
    refuse_odd_date(writer, until, "until")


def _comes_into(writer: Member, goal: Goal, kind: str) -> str | None:
    """How the goal stands from this line on, where that is otherwise than before."""
    if kind == "trying":
        return "trying"
    over = kind in ENDS_TRYING or goal.is_asked_about(clock.today(writer.zone))
    return "in progress" if goal.state == "trying" and over else None
