"""What happens with letters: somebody is to be written to, chooses how often, and what is too old is let go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update

from plugin.database import QUIET, db, insert_into, new_id
from plugin.people.letters.models import Letter
from plugin.people.models import Enrolment, Person

MORNING = time(8)  # where they live
KEPT = timedelta(days=7)  # a letter that nobody sent by then tells old news
AT_ONCE = 500


def due_at(often: str, zone: str, now: datetime) -> datetime:
    """When somebody who chose 'immediate', 'daily' or 'weekly' is written to next: a day's letter comes in the morning,
    a week's on Monday."""
    if often == "immediate":
        return now
    here = now.astimezone(ZoneInfo(zone))
    days = (7 - here.weekday()) % 7 if often == "weekly" else 0
    then = datetime.combine(here.date() + timedelta(days=days), MORNING, here.tzinfo)
    if then <= here:
        then = datetime.combine(
            then.date() + timedelta(days=7 if often == "weekly" else 1), MORNING, here.tzinfo
        )
    return then.astimezone(UTC)


def write_to(people: Iterable[Any], now: datetime) -> int:
    """Let people be written to: each a row of `id` (of their enrolment), `mail` and `zone`. One letter waits for each."""
    rows = [
        {"id": new_id(), "enrolment_id": one.id, "due_at": due_at(one.mail, one.zone, now)}
        for one in people
        if one.mail != "off"
    ]
    for start in range(0, len(rows), AT_ONCE):
        wanted = insert_into(Letter).values(rows[start : start + AT_ONCE])
        db.session.execute(wanted.on_conflict_do_nothing(index_elements=["enrolment_id"]))
    return len(rows)


def keep_time(person: Person, now: datetime) -> None:
    """What waits for somebody comes when they chose it now, or not at all."""
    theirs = Letter.enrolment_id.in_(select(Enrolment.id).where(Enrolment.person_id == person.id))
    if person.mail == "off":
        db.session.execute(delete(Letter).where(theirs), execution_options=QUIET)
    else:
        due = due_at(person.mail, person.zone, now)
        db.session.execute(update(Letter).where(theirs).values(due_at=due), execution_options=QUIET)


def sweep(now: datetime) -> int:
    """Let go of what should have been sent long ago."""
    over = delete(Letter).where(Letter.due_at < now - KEPT).returning(Letter.id)
    return len(db.session.scalars(over).all())
