"""How a course's roster stands: when it is due, when it was read, and what came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Roster(Table):
    """The reading of one LMS course's members. The row is the truth of what is due; the queue only makes it prompt."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), unique=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    tried_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]  # the last time that it was read whole
    failures: Mapped[int] = mapped_column(default=0)  # in a row, for the backoff
    result: Mapped[str] = mapped_column(Text, default="")  # of the last try, in words
    members: Mapped[int] = mapped_column(default=0)
    # Of the groups service: when it was last read whole, and in words what was wrong the last time; '' for nothing.
    groups_read_at: Mapped[datetime | None]
    groups_result: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = ({"info": kept(company="context_id.company_id")},)
