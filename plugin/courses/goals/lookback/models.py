"""What is said at a goal's end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText


class Lookback(Table):
    """One row for a goal that has ended, in its owner's words."""

    __tablename__ = "goal_lookback"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), unique=True)
    worked: Mapped[str] = mapped_column(RichText, default="")
    failed: Mapped[str] = mapped_column(RichText, default="")
    tell: Mapped[str] = mapped_column(RichText, default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = ({"info": kept(company="goal_id.course_id.company_id")},)
