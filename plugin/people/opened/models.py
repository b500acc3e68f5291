"""That somebody opened the page of a mentee."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Opened(Table):
    """Somebody else looked at a mentee's own things on a day: once a day, however often they did."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"))
    viewer_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    day: Mapped[date]  # by the world's clock

    __table_args__ = (
        UniqueConstraint("mentee_id", "day", "viewer_id"),
        Index("ix_opened_context_id_day", "context_id", "day"),
        {
            "info": kept(
                company="context_id.company_id",
                erase={"viewer_id": "delete", "mentee_id": "delete"},
                export={"viewer_id": "no: it is about whose page it was", "mentee_id": "theirs"},
            )
        },
    )
