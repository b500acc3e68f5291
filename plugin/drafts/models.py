"""Drafts, one for each form that somebody could not send."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Draft(Table):
    """What was typed into the form at `place`. Its writer alone reads it."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), index=True)
    place: Mapped[str] = mapped_column(Text)  # where the form is sent, without the visit
    page: Mapped[str] = mapped_column(Text)  # the page that it stands on, without the visit
    typed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    kept_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        UniqueConstraint("person_id", "context_id", "place"),
        {
            "info": kept(
                company="context_id.company_id", erase={"person_id": "delete"}, export={"person_id": "theirs"}
            )
        },
    )
