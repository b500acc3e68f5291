"""What there is to look at: links, pages, files, videos and items of the LMS; with whom it is shared; what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText

KINDS = ("link", "page", "file", "video", "item")


class StoredFile(Table):
    """A file that somebody brought. Its bytes lie under company/digest; no address ever holds its name."""

    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(Text)  # SHA-256, hexadecimal
    size: Mapped[int]  # bytes
    media_type: Mapped[str] = mapped_column(Text)  # told by its first bytes
    name: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    before_id: Mapped[UUID | None] = mapped_column(  # the one whose place it took; kept for thirty days
        ForeignKey("stored_file.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_stored_file_company_id_digest", "company_id", "digest"),
        CheckConstraint("size >= 0", name="size_is_a_number"),
        {"info": kept(company="company_id", erase={"by_id": "unname"}, export={"by_id": "theirs"})},
    )


class Resource(Table):
    """A thing to look at. In a section it is for whoever walks that; without one it is for whom it is shared with."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(RichText, default="")
    minutes: Mapped[int | None]
    why: Mapped[str] = mapped_column(Text, default="")  # why it matters for the role
    skills: Mapped[list[str]] = mapped_column(JSON, default=list)  # names, until the catalogue comes
    added_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]  # taken out; its discussion and its marks are kept
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        one_of("kind", *KINDS),
        CheckConstraint("kind IN ('page', 'file') OR url IS NOT NULL", name="a_link_has_an_address"),
        CheckConstraint("kind <> 'file' OR file_id IS NOT NULL", name="a_file_has_its_bytes"),
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


class ResourceVersion(Table):
    """What a resource said until `by_id` changed it, at `until`; kept as long as that can be taken back."""

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id", ondelete="CASCADE"))
    version: Mapped[int]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    said: Mapped[dict[str, Any]] = mapped_column(JSON)  # field -> what stood there, but for its words
    words: Mapped[str] = mapped_column(RichText)
    until: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("resource_id", "version"),
        {
            "info": kept(
                company="resource_id.course_id.company_id",
                erase={"by_id": "unname"},
                export={"by_id": "theirs"},
            )
        },
    )


class Share(Table):
    """A resource put before somebody's eyes: the whole course's, a group's, or one person's."""

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_group.id", ondelete="CASCADE"), index=True
    )
    with_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("group_id IS NULL OR with_id IS NULL", name="with_a_group_or_with_one"),
        {
            "info": kept(
                company="resource_id.course_id.company_id",
                erase={"with_id": "delete", "by_id": "blank"},
                export={"with_id": "theirs", "by_id": "theirs"},
            )
        },
    )


class Use(Table):
    """What one person did with a resource here: opened it, came back, finished, found that it helped."""

    __tablename__ = "resource_use"

    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    first_at: Mapped[datetime | None]
    last_at: Mapped[datetime | None]
    days: Mapped[int] = mapped_column(default=0)  # on how many days they opened it
    finished_at: Mapped[datetime | None]
    helped_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("resource_id", "enrolment_id"),
        {
            "info": kept(
                company="resource_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
