"""A number that somebody gave a goal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of


class GoalRating(Table):
    """How sure (1 to 5), or how far in the skill (0 to 5), by whom, at which end of the goal; never overwritten."""

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    of: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(Text)
    value: Mapped[int]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("goal_id", "by_id", "of", "stage"),
        one_of("of", "confidence", "level"),
        one_of("stage", "start", "end"),
        CheckConstraint("value BETWEEN 0 AND 5", name="within_the_scale"),
        {
            "info": kept(
                company="goal_id.course_id.company_id",
                erase={"by_id": "delete"},
                export={"by_id": "theirs"},
            )
        },
    )
