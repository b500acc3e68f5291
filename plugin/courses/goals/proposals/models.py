"""A change to a goal that a mentor proposes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText


class Proposal(Table):
    """Other words for its title or outcome, one more milestone, and why. What is empty stays as it is."""

    __tablename__ = "goal_proposal"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(RichText, default="")
    milestone: Mapped[str] = mapped_column(Text, default="")
    milestone_due: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    taken: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")  # the owner's, whichever way it went

    __table_args__ = (
        CheckConstraint("(taken IS NULL) = (settled_at IS NULL)", name="settled_one_way_or_the_other"),
        CheckConstraint("milestone = '' OR milestone_due IS NOT NULL", name="a_milestone_has_its_day"),
        {
            "info": kept(
                company="goal_id.course_id.company_id",
                erase={"by_id": "unname"},
                export={"by_id": "theirs"},
            )
        },
    )
