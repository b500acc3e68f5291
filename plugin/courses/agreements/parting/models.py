"""What is handed over when a mentorship ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText


class Handover(Table):
    """What one of the two writes for whoever comes next. Both read it; the mentee says whether later mentors do."""

    mentorship_id: Mapped[UUID] = mapped_column(ForeignKey("mentorship.id", ondelete="CASCADE"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(RichText)
    at: Mapped[datetime]
    shown_at: Mapped[datetime | None]  # since when whoever mentors the mentee reads it
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("mentorship_id", "by_id"),
        {
            "info": kept(
                company="mentorship_id.context_id.company_id",
                erase={"by_id": "delete"},
                export={"by_id": "theirs"},
            )
        },
    )
