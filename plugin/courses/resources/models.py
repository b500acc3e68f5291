"""What a section holds to look at: a link somewhere, or a page written here."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText


class Resource(Table):
    """A link with its description, or a page with its text."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    section_id: Mapped[UUID] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    words: Mapped[str] = mapped_column(RichText, default="")
    minutes: Mapped[int | None]
    why: Mapped[str] = mapped_column(Text, default="")  # why it matters for the role
    added_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        one_of("kind", "link", "page"),
        CheckConstraint("kind <> 'link' OR url IS NOT NULL", name="a_link_has_an_address"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"added_by_id": "unname"},
                export={"added_by_id": "theirs"},
            )
        },
    )

    @property
    def host(self) -> str:
        """Where a link leads, for the reader to judge before they follow it."""
        return urlsplit(self.url or "").hostname or ""
