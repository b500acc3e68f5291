"""A notice: something happened. Whom it is for is asked when it is delivered, never kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, index_of_some, kept, one_of

KINDS = ("post",)


class Notice(Table):
    """One thing that happened in a course of an LMS, by kind and id. The room it happened in knows the rest."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    thing_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(index=True)
    delivered_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("kind", *KINDS),
        index_of_some("ix_notice_new", "delivered_at IS NULL", "at"),
        {"info": kept(company="context_id.company_id")},
    )
