"""What a kept view is: how somebody looks at their board, under a name of theirs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class BoardView(Table):
    """Whose it is, its name, and what it asks for; without a name it is what they always want."""

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)  # sort, show, find, columns
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("by_id", "name"),
        {
            "info": kept(
                company="by_id.context_id.company_id", erase={"by_id": "delete"}, export={"by_id": "theirs"}
            )
        },
    )
