"""What became of a piece of advice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of

WHAT = ("adopt", "try", "park")


class TakenAdvice(Table):
    """Whoever asked says of an answer that they adopt it, try it, or park it, and why. All who read the answer read it."""

    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), unique=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    giver_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"))
    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    trying_since: Mapped[
        datetime | None
    ]  # when they first said that they try it; kept when they know how it went

    __table_args__ = (
        Index("ix_taken_advice_giver_id_at", "giver_id", "at"),
        one_of("what", *WHAT),
        {
            "info": kept(
                company="post_id.thread_id.course_id.company_id",
                erase={"by_id": "delete", "giver_id": "unname"},
                export={"by_id": "theirs", "giver_id": "theirs"},
            )
        },
    )
