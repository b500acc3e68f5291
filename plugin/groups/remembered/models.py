"""What one person keeps about another, for themselves alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText

ITS_AUTHORS = "no: it is a private note, its author's alone"


class Remembered(Table):
    """Two lines that a mentor wants to read before anything else of a mentee. Either may be empty."""

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    first: Mapped[str] = mapped_column(Text)
    second: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("by_id", "mentee_id"),
        {
            "info": kept(
                company="by_id.context_id.company_id",
                erase={"by_id": "delete", "mentee_id": "delete"},
                export={"by_id": "theirs", "mentee_id": ITS_AUTHORS},
            )
        },
    )


class OwnNote(Table):
    """A private note about a mentee; there may be many. It outlives the mentorship, and neither of the two people."""

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(RichText)
    at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index("ix_own_note_by_id_mentee_id_at", "by_id", "mentee_id", "at"),
        {
            "info": kept(
                company="by_id.context_id.company_id",
                erase={"by_id": "delete", "mentee_id": "delete"},
                export={"by_id": "theirs", "mentee_id": ITS_AUTHORS},
            )
        },
    )
