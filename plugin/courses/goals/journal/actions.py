"""What can happen in a goal's journal: something is written down, or taken away by whoever wrote it."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from markupsafe import Markup

from plugin import clock
from plugin.courses.goals.actions import refuse_odd_date
from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.models import Goal
from plugin.database import db
from plugin.errors import Invalid
from plugin.member import Member


def write_entry(writer: Member, goal: Goal, kind: str, words: Markup, until: date | None) -> JournalEntry:
    """Write down what happened. Only what is 'trying' has a day; raises Invalid without one, or for an odd one."""
    if kind == "trying":
        if until is None:
            raise Invalid(_("Please say until which day you try it."), "until")
        refuse_odd_date(writer, until, "until")
    now = clock.now()
    entry = JournalEntry(
        goal_id=goal.id, kind=kind, words=words, until=until if kind == "trying" else None, at=now
    )
    db.session.add(entry)
    goal.changed_at = now
    db.session.flush()
    return entry


def take_away(entry: JournalEntry) -> None:
    """Take it away for good: nobody reads it any more."""
    db.session.delete(entry)
    db.session.flush()
