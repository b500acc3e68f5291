"""A letter that is due: to whom, and from when on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Letter(Table):
    """Somebody is to be told, outside the page, what is new to them in a course. It holds no word of that, and is one
    however much it is."""

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), unique=True)
    due_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        {
            "info": kept(
                company="enrolment_id.context_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
