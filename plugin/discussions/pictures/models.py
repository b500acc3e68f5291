"""The pictures that stand with posts."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class PostPicture(Table):
    """A picture with a post; they stand in the order of their numbers."""

    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    number: Mapped[int]
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), index=True)
    shows: Mapped[str] = mapped_column(Text)  # in words, for whoever does not see it
    width: Mapped[int]  # pixels
    height: Mapped[int]

    __table_args__ = (
        UniqueConstraint("post_id", "number"),
        {"info": kept(company="post_id.thread_id.course_id.company_id")},
    )
