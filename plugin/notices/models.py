"""A notice: something happened. Whom it is for is asked when it is delivered, never kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of

KINDS = ("post",)
NEW = text("delivered_at IS NULL")


class Notice(Table):
    """One thing that happened in a course of an LMS, by kind and id. The room it happened in knows the rest."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    thing_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(index=True)
    delivered_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("kind", *KINDS),
        Index("ix_notice_new", "at", sqlite_where=NEW, postgresql_where=NEW),
        {"info": kept(company="context_id.company_id")},
    )
