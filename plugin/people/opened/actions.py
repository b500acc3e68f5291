"""Keeping who opened whose page, and forgetting it in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from plugin.database import db, insert_into, new_id
from plugin.people.opened.models import Opened

KEPT = timedelta(days=365)


def note_opened(context_id: UUID, viewer_id: UUID, mentee_id: UUID, day: date) -> None:
    """Somebody opened it on that day: one statement, however often."""
    row = {"context_id": context_id, "viewer_id": viewer_id, "mentee_id": mentee_id, "day": day}
    said = insert_into(Opened).values(id=new_id(), **row)
    db.session.execute(said.on_conflict_do_nothing(index_elements=["mentee_id", "day", "viewer_id"]))


def sweep(now: datetime) -> int:
    """Forget what is older than a year."""
    old = delete(Opened).where(Opened.day < (now - KEPT).date())
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]
