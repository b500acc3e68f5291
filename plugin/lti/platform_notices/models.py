"""Notices that were taken, and where learning sites were asked to send them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class PlatformNotice(Table):
    """That a notice came, so that it is taken once however often it is sent."""

    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"))
    lms_id: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (UniqueConstraint("platform_id", "lms_id"), {"info": kept(company="")})


class NoticeHandler(Table):
    """That a learning site was asked to send notices to `handler`, and whether it took that."""

    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"))
    url: Mapped[str] = mapped_column(Text)  # of its notification service
    handler: Mapped[str] = mapped_column(Text)
    tried_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    said: Mapped[str] = mapped_column(Text, default="")  # why not

    __table_args__ = (UniqueConstraint("platform_id", "url"), {"info": kept(company="")})
