"""A line of a goal's journal."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText

KINDS = ("tried", "success", "failure", "tactic", "change", "trying")


class JournalEntry(Table):
    """What the goal's owner wrote down, and as what; it stands as it was written, or is taken away."""

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(RichText)
    until: Mapped[date | None]  # of something that is being tried
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_journal_entry_goal_id_at", "goal_id", "at"),
        one_of("kind", *KINDS),
        CheckConstraint("(kind = 'trying') = (until IS NOT NULL)", name="trying_until_a_day"),
        {"info": kept(company="goal_id.course_id.company_id")},
    )
