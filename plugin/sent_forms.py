"""Forms that were sent: the one-time key of each, and where it led, so that a double click makes one thing."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from plugin import clock
from plugin.database import Table, db, kept, new_id

FORMS_KEPT = timedelta(days=2)  # longer than any visit


class SentForm(Table):
    """A form's one-time key and where its answer led: the same form again gets the same answer and does nothing."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(Text)
    led_to: Mapped[str] = mapped_column(
        Text, default=""
    )  # without the visit: an address that lets in is kept nowhere
    at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        {
            "info": kept(
                company="person_id.company_id",
                erase={"person_id": "delete"},
                export={"person_id": "no: holds no words"},
            )
        },
    )


class SentBefore(Exception):
    """This form was taken already."""

    def __init__(self, person_id: UUID) -> None:
        self.person_id = person_id


def claim(person_id: UUID, key: str) -> None:
    """Take the form's key. Raises SentBefore.

    On PostgreSQL a second taker waits here until the first has committed, then learns of it.
    """
    row = {"id": new_id(), "person_id": person_id, "key": key, "led_to": "", "at": clock.now()}
    try:
        db.session.execute(insert(SentForm).values(row))
    except IntegrityError as taken:
        raise SentBefore(person_id) from taken


def settle(person_id: UUID, key: str, led_to: str) -> None:
    """Remember where the form led."""
    this = (SentForm.person_id == person_id, SentForm.key == key)
    db.session.execute(update(SentForm).where(*this).values(led_to=led_to))


def let_go(person_id: UUID, key: str) -> None:
    """The form was handed back: it has not happened, and its key may come again."""
    db.session.execute(delete(SentForm).where(SentForm.person_id == person_id, SentForm.key == key))


def led_to(person_id: UUID, key: str) -> str | None:
    """Where a form led, None where it is not known."""
    return db.session.scalar(
        select(SentForm.led_to).where(SentForm.person_id == person_id, SentForm.key == key)
    )


def sweep(now: datetime) -> int:
    """Forget keys of forms that nobody sends again."""
    over = db.session.execute(delete(SentForm).where(SentForm.at < now - FORMS_KEPT))
    return int(over.rowcount)  # type: ignore[attr-defined]
