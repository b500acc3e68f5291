"""A line of a goal's journal."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.courses.goals.models import STATES
from plugin.database import Table, kept, one_of
from plugin.text import RichText

KINDS = ("tried", "success", "failure", "tactic", "change", "trying", "turn")


class JournalEntry(Table):
    """What was written down, and as what; it stands as it was written, or its words are taken away.

    With a `state` the goal stood so from then on: that stays, whatever becomes of the words. A 'turn' is nothing else.
    """

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(RichText)
    until: Mapped[date | None]  # something is tried, or the goal is paused
    state: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_journal_entry_goal_id_at", "goal_id", "at"),
        one_of("kind", *KINDS),
        one_of("state", *STATES),
        CheckConstraint("kind <> 'trying' OR until IS NOT NULL", name="trying_until_a_day"),
        {
            "info": kept(
                company="goal_id.course_id.company_id", erase={"by_id": "unname"}, export={"by_id": "theirs"}
            )
        },
    )
