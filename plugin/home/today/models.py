"""What a mentor put off: it is seen again when its facts change or its day comes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.home.today.items import Item


class PutOff(Table):
    """Not now: until a day, or, without one, until it is another thing. Why is theirs alone."""

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    thing_id: Mapped[UUID]  # of what it is about; without a foreign key, since kinds are of many tables
    facts: Mapped[str] = mapped_column(Text)
    until: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("by_id", "kind", "thing_id"),
        {
            "info": kept(
                company="by_id.context_id.company_id",
                erase={"by_id": "delete", "mentee_id": "delete"},
                export={"by_id": "theirs", "mentee_id": "no: it is a private note, its author's alone"},
            )
        },
    )

    def covers(self, item: Item, today: date) -> bool:
        """It still speaks of the same, and its day has not come."""
        return self.facts == item.facts and (self.until is None or today < self.until)
