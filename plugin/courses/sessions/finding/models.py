"""The words by which notes are found."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class NotedWords(Table):
    """What a shared note, a private one or one for a single mentee says, folded; it goes with it."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), unique=True)
    private_note_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("private_note.id", ondelete="CASCADE"), unique=True
    )
    mentee_note_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("mentee_note.id", ondelete="CASCADE"), unique=True
    )
    number: Mapped[int | None] = mapped_column(unique=True)  # its row in SQLite's index
    words: Mapped[str] = mapped_column(Text)

    __table_args__ = ({"info": kept(company="course_id.company_id")},)
