"""What was done for several at once, so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of

KINDS = ("message", "share", "plan", "extend")


class Deed(Table):
    """Of which kind, and `done`: for each mentee by id what came of it. It holds ids and days, never words."""

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    done: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    __table_args__ = (
        one_of("kind", *KINDS),
        {
            "info": kept(
                company="by_id.context_id.company_id",
                erase={"by_id": "delete"},
                export={"by_id": "no: what was done stands in the exports of what was done"},
            )
        },
    )
