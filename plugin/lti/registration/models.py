"""Invitations: one-time addresses by which an administrator connects a learning site without typing a key."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept

MOST_FAILURES = 5


class Invitation(Table):
    """An operator's word that one learning site may register here. Spent by success, over after failures or days."""

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    updates_id: Mapped[UUID | None] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str | None] = mapped_column(
        Text
    )  # the only issuer that may answer, where the operator named one
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure: Mapped[str] = mapped_column(Text, default="")  # in words, for the operator
    spent_at: Mapped[datetime | None]
    platform_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("platform.id", ondelete="SET NULL"), index=True
    )

    __table_args__ = (
        CheckConstraint(f"failures BETWEEN 0 AND {MOST_FAILURES}", name="failures_are_few"),
        {"info": kept(company="")},
    )
