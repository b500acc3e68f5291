"""What somebody said of a session."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept

SHORT = ("useful", "growth", "wellbeing")
LONGER = ("progress", "together")  # asked in weeks 4 and 12 too
SCALES = (*SHORT, *LONGER)


class Pulse(Table):
    """One person's answers, each from 1 to 5 or left out, and a word to it. Nobody else reads them."""

    __tablename__ = "session_pulse"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    useful: Mapped[int | None]
    growth: Mapped[int | None]
    wellbeing: Mapped[int | None]
    progress: Mapped[int | None]
    together: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("session_id", "by_id"),
        Index("ix_session_pulse_by_id_at", "by_id", "at"),
        *(CheckConstraint(f"{name} BETWEEN 1 AND 5", name=f"{name}_on_the_scale") for name in SCALES),
        {
            "info": kept(
                company="session_id.course_id.company_id",
                erase={"by_id": "delete"},
                export={"by_id": "theirs"},
            )
        },
    )

    @property
    def said(self) -> dict[str, Any]:
        """The answers and the words, as a form begins with them."""
        return {**{name: getattr(self, name) for name in SCALES}, "pulse_words": self.words}


class SharedPulse(Table):
    """Somebody lets whoever mentors them see how useful the sessions were that they had together."""

    __tablename__ = "shared_pulse"

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), unique=True)
    since: Mapped[datetime]

    __table_args__ = (
        {
            "info": kept(
                company="by_id.context_id.company_id", erase={"by_id": "delete"}, export={"by_id": "theirs"}
            )
        },
    )
