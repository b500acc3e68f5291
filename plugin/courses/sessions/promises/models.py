"""How a promise came to stand otherwise."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of

KINDS = ("moved", "let go", "taken up")


class PromiseTurn(Table):
    """Its owner moved it to another day, let it go or took it up again, and said why."""

    action_id: Mapped[UUID] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    due_before: Mapped[date | None]
    due: Mapped[date | None]
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_promise_turn_action_id_at", "action_id", "at"),
        one_of("kind", *KINDS),
        {"info": kept(company="action_id.session_id.course_id.company_id")},
    )
