"""A note as it stood before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText


class NoteVersion(Table):
    """The words that somebody replaced, and when.

    With an `author_id` it was their private note, and is theirs alone. With a `mentee_id` it was the note for them.
    """

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    words: Mapped[str] = mapped_column(RichText)
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_note_version_session_id_at", "session_id", "at"),
        {
            "info": kept(
                company="session_id.course_id.company_id",
                erase={"author_id": "delete", "mentee_id": "delete", "by_id": "unname"},
                export={"author_id": "theirs", "mentee_id": "theirs", "by_id": "theirs"},
            )
        },
    )
