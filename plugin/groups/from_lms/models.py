"""What a lead answered to a group of the LMS, and which learning group came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class GroupProposal(Table):
    """The last answer to a group of the LMS. What the LMS says later than `at` is a difference, and asked about anew."""

    lms_group_id: Mapped[UUID] = mapped_column(ForeignKey("lms_group.id", ondelete="CASCADE"), unique=True)
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_group.id", ondelete="SET NULL"), index=True
    )  # None: left as it was
    lms_name: Mapped[str] = mapped_column(Text)  # as the LMS called it then
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]

    __table_args__ = (
        {
            "info": kept(
                company="lms_group_id.context_id.company_id",
                erase={"by_id": "unname"},
                export={"by_id": "no: it is about a group"},
            )
        },
    )
