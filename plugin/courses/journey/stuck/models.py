"""That somebody is stuck, or was."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, index_of_some, kept

NOW = "until IS NULL"


class Stuck(Table):
    """Since when and why, in their own words, if they said any; and until when. At most one at a time."""

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    why: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    __table_args__ = (
        index_of_some("ix_stuck_now", NOW, "owner_id", unique=True),
        {
            "info": kept(
                company="owner_id.context_id.company_id",
                erase={"owner_id": "delete"},
                export={"owner_id": "theirs"},
            )
        },
    )
