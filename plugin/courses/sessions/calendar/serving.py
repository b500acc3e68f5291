"""What the calendar behind an address is given."""

from __future__ import annotations

from datetime import timedelta

from flask import g

from plugin import clock
from plugin.courses.sessions.calendar import feeds, ics
from plugin.courses.sessions.plans.queries import between
from plugin.courses.sessions.schemas import MODES
from plugin.database import transaction

BEHIND, BEFORE = timedelta(days=60), timedelta(days=400)
MOST = 500  # sessions in one calendar: more than anybody has in such a time


def calendar_at(token: str) -> bytes:
    """The sessions of whoever the address belongs to, as they see them now. Raises NotHere for a dead address."""
    with transaction(writing=False):
        asked = feeds.asked_by(token)
        g.member = asked.member  # what it says is said in their language
        now = clock.now()
        plans = between(asked.member, now - BEHIND, now + BEFORE, MOST)
        return ics.calendar(plans, MODES, words=asked.words)
