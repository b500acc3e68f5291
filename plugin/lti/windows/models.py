"""Tickets: short-lived words of ours that stand in for a cookie, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of


class Ticket(Table):
    """What lets one browser do one thing: go on in a window as somebody, or answer one deep-linking request."""

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    purpose: Mapped[str] = mapped_column(Text)
    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    context_id: Mapped[UUID | None] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), index=True)
    request: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # of deep linking: where and how to answer
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("purpose", "window", "deep-link"),
        {
            "info": kept(
                company="company_id",
                erase={"person_id": "delete"},
                export={"person_id": "no: gone within hours"},
            )
        },
    )
