"""The words by which posts and topics are found."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class SaidWords(Table):
    """What a post says, or what a topic is called, folded; it goes with them. `number` is its row in SQLite's index."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[UUID | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), unique=True)
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), unique=True)
    number: Mapped[int | None] = mapped_column(unique=True)
    words: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("(post_id IS NULL) <> (topic_id IS NULL)", name="of_one_thing"),
        {"info": kept(company="course_id.company_id")},
    )
