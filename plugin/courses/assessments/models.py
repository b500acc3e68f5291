"""What a section asks, what somebody answers, and the hand-in that goes to and fro between mentee and mentor."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText

KINDS = ("question", "rating", "step", "single", "multiple", "short")
STATES = ("draft", "handed in", "handed back", "done")


class Item(Table):
    """One thing that a section asks: a question, a level of a skill, a step to be signed off, or a quiz question.

    `asks` holds what its kind needs: {"by": "self" or "mentor"} for a rating; {"options", "right", "says"} for a quiz.
    """

    __tablename__ = "section_item"

    section_id: Mapped[UUID] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    skill_id: Mapped[UUID | None] = mapped_column(ForeignKey("skill.id", ondelete="CASCADE"), index=True)
    asks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    retired_at: Mapped[datetime | None]  # no longer asked; what was answered stays

    __table_args__ = (
        Index("ix_section_item_section_id_position", "section_id", "position"),
        one_of("kind", *KINDS),
        CheckConstraint("kind <> 'rating' OR skill_id IS NOT NULL", name="a_rating_is_of_a_skill"),
        {"info": kept(company="section_id.course_id.company_id")},
    )


class Answer(Table):
    """What one person says to one item, as it stands; seen by them and their mentors."""

    item_id: Mapped[UUID] = mapped_column(ForeignKey("section_item.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(RichText, default="")
    chosen: Mapped[list[str]] = mapped_column(
        JSON, default=list
    )  # of a quiz: the options, or the short answer
    level: Mapped[int | None]  # of a rating, until it is handed in and becomes a row of skills
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("item_id", "enrolment_id"),
        {
            "info": kept(
                company="item_id.section_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )


class HandIn(Table):
    """Where a mentee's answers to a section stand: a draft, handed in, handed back with words, or done.

    Each attempt is a row. `said` is what was answered when it was handed in, so that feedback keeps its meaning.
    """

    section_id: Mapped[UUID] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    attempt: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(Text, default="draft")
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    handed_in_at: Mapped[datetime | None]
    right: Mapped[int | None]  # quiz questions answered rightly
    asked: Mapped[int | None]  # of so many
    feedback: Mapped[str] = mapped_column(RichText, default="")
    feedback_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    feedback_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("section_id", "enrolment_id", "attempt"),
        one_of("state", *STATES),
        {
            "info": kept(
                company="section_id.course_id.company_id",
                erase={"enrolment_id": "delete", "feedback_by_id": "blank"},
                export={"enrolment_id": "theirs", "feedback_by_id": "theirs"},
            )
        },
    )


class SignOff(Table):
    """A step of 'observe, do, sign off' for one mentee: they saw it, they did it, a mentor signed it off."""

    item_id: Mapped[UUID] = mapped_column(ForeignKey("section_item.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    observed_at: Mapped[datetime | None]
    did_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )

    __table_args__ = (
        UniqueConstraint("item_id", "enrolment_id"),
        {
            "info": kept(
                company="item_id.section_id.course_id.company_id",
                erase={"enrolment_id": "delete", "signed_by_id": "unname"},
                export={"enrolment_id": "theirs", "signed_by_id": "theirs"},
            )
        },
    )
