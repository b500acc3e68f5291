"""A question of somebody's own, and a mentor's story."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText

STAGES = ("goal", "reality", "options", "will", "mentor")  # GROW, then what a mentee puts to a mentor


class OwnQuestion(Table):
    """A question that somebody keeps for themselves, beside those that everybody has."""

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]

    __table_args__ = (
        one_of("stage", *STAGES),
        {
            "info": kept(
                company="owner_id.context_id.company_id",
                erase={"owner_id": "delete"},
                export={"owner_id": "theirs"},
            )
        },
    )


class Story(Table):
    """How a mentor got where they are, in their own words: read by whom they mentor."""

    __tablename__ = "mentor_story"

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), unique=True)
    words: Mapped[str] = mapped_column(RichText)
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        {
            "info": kept(
                company="by_id.context_id.company_id", erase={"by_id": "delete"}, export={"by_id": "theirs"}
            )
        },
    )
