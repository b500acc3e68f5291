"""What an agreement is: whose it is, its terms in versions, signatures to a version, and what each of them hopes for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, index_of_some, kept
from plugin.text import RichText


def _one_of_each(name: str, which: str, *columns: str) -> Index:
    return index_of_some(f"uq_agreement_{name}", which, *columns, unique=True)


class Agreement(Table):
    """Of a pair (mentor and mentee), of a group as a whole, or of one mentee with the mentors of a group.

    `version` counts its terms; 0 as long as nothing was written.
    """

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    begun_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        _one_of_each("pair", "group_id IS NULL", "mentee_id", "mentor_id"),
        _one_of_each("group", "mentee_id IS NULL", "group_id"),
        _one_of_each(
            "mentee_in_group", "mentee_id IS NOT NULL AND group_id IS NOT NULL", "group_id", "mentee_id"
        ),
        CheckConstraint("group_id IS NOT NULL OR mentee_id IS NOT NULL", name="is_somebodys"),
        CheckConstraint("group_id IS NULL OR mentor_id IS NULL", name="of_a_group_or_a_pair"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"mentee_id": "delete", "mentor_id": "unname"},
                export={"mentee_id": "theirs", "mentor_id": "theirs"},
            )
        },
    )


class Terms(Table):
    """One version of what is agreed, whole; it is never changed, the next one takes its place."""

    __tablename__ = "agreement_terms"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    number: Mapped[int]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
    purpose: Mapped[str] = mapped_column(RichText)
    roles: Mapped[str] = mapped_column(RichText, default="")
    cadence_days: Mapped[int]
    minutes: Mapped[int]  # of a session
    hours: Mapped[int | None]  # a month, that they have for each other in all
    channels: Mapped[str] = mapped_column(Text, default="")
    reply_days: Mapped[int]
    confidentiality: Mapped[str] = mapped_column(RichText, default="")
    ending: Mapped[str] = mapped_column(RichText, default="")

    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        CheckConstraint("cadence_days BETWEEN 1 AND 365", name="cadence_is_within_a_year"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="within_a_day"),
        CheckConstraint("hours IS NULL OR hours BETWEEN 1 AND 200", name="hours_are_a_number"),
        CheckConstraint("reply_days BETWEEN 1 AND 90", name="reply_is_within_three_months"),
        {
            "info": kept(
                company="agreement_id.course_id.company_id",
                erase={"by_id": "unname"},
                export={"by_id": "theirs"},
            )
        },
    )


class Signature(Table):
    """Somebody signed a version of the terms."""

    __tablename__ = "agreement_signature"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    number: Mapped[int]
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("agreement_id", "number", "enrolment_id"),
        {
            "info": kept(
                company="agreement_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )


class Hope(Table):
    """What somebody hopes for, written alone; they read those of the others once they have given theirs."""

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(RichText)
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("agreement_id", "enrolment_id"),
        {
            "info": kept(
                company="agreement_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
