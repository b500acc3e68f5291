"""What a goal rests on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept

WHYS = 5
WORDS = ("solved", "evidence", "assumptions", "relevance", "applied")


class Grounds(Table):
    """One row for a goal, in its owner's words: `whys` from the first to the root, each an answer to the one before."""

    __tablename__ = "goal_grounds"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), unique=True)
    whys: Mapped[list[str]] = mapped_column(JSON, default=list)
    solved: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    assumptions: Mapped[str] = mapped_column(Text, default="")
    relevance: Mapped[str] = mapped_column(Text, default="")
    applied: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = ({"info": kept(company="goal_id.course_id.company_id")},)

    @property
    def root(self) -> str:
        """The last answer to 'why'; '' where nobody asked."""
        return self.whys[-1] if self.whys else ""
