"""What happens to notices: they are written with the change itself, and forgotten when nobody needs them any more."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from plugin import clock
from plugin.database import db
from plugin.notices.models import Notice

KEPT = timedelta(days=30)


def note(context_id: UUID | None, kind: str, thing_id: UUID) -> None:
    """Something happened, in the transaction in which it does: one row, however many should hear of it."""
    if context_id is not None:
        db.session.add(Notice(context_id=context_id, kind=kind, thing_id=thing_id, at=clock.now()))
        db.session.flush()


def sweep(now: datetime) -> int:
    """Forget what happened too long ago to be told."""
    over = db.session.scalars(delete(Notice).where(Notice.at < now - KEPT).returning(Notice.id))
    return len(over.all())
