"""Guests mentor one mentee until a day that was said beforehand; after it nobody needs to think of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from plugin.courses.agreements.parting.actions import end
from plugin.database import db
from plugin.people.models import Mentorship


def sweep(now: datetime) -> int:
    """End what has passed its last day. Whoever is here meanwhile is no mentor any more already: see `people.queries`."""
    over = select(Mentorship).where(Mentorship.last_day < now.date(), Mentorship.until.is_(None))
    ended = db.session.scalars(over.with_for_update(skip_locked=True)).all()
    for one in ended:
        end(one)
    return len(ended)
