"""From which day until which somebody is away."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Away(Table):
    """Both days are days away. Why is nobody's matter, so it is not asked."""

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    since: Mapped[date]
    until: Mapped[date]

    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_begins"),
        Index("ix_away_owner_id_until", "owner_id", "until"),
        {
            "info": kept(
                company="owner_id.context_id.company_id",
                erase={"owner_id": "delete"},
                export={"owner_id": "theirs"},
            )
        },
    )
