"""A note for one mentee of a group."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText


class MenteeNote(Table):
    """What a mentor writes of a group's session for one mentee: read by them and by the mentors who were there."""

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    words: Mapped[str] = mapped_column(RichText)
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("session_id", "mentee_id"),
        {
            "info": kept(
                company="session_id.course_id.company_id",
                erase={"mentee_id": "delete", "by_id": "blank"},
                export={"mentee_id": "theirs", "by_id": "theirs"},
            )
        },
    )
