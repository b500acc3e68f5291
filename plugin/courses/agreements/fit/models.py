"""What one of two says."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of

ANSWERS = ("good", "deciding", "not")


class FitCheck(Table):
    """Good, still deciding, or not; and a word to it for themselves. The later word stands."""

    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    answer: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("mentor_id", "mentee_id", "by_id"),
        one_of("answer", *ANSWERS),
        {
            "info": kept(
                company="by_id.context_id.company_id",
                erase={"mentor_id": "delete", "mentee_id": "delete", "by_id": "delete"},
                export={
                    "mentor_id": "no: what the other one said is theirs",
                    "mentee_id": "no: what the other one said is theirs",
                    "by_id": "theirs",
                },
            )
        },
    )
