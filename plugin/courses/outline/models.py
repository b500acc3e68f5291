"""What an outline is made of: the course, its sections in order, and who is done with which."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText

KINDS = ("goal-setting", "session", "resources", "assessment", "reflection")


class Course(Table):
    """One mentoring course, living in one LMS course. Until it is opened, only leads see it."""

    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), unique=True)
    title: Mapped[str] = mapped_column(Text)
    programme: Mapped[str] = mapped_column(Text)  # the key of the programme it was copied from
    cadence_days: Mapped[int]
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("cadence_days BETWEEN 1 AND 365", name="cadence_is_within_a_year"),
        {
            "info": kept(
                company="company_id", erase={"opened_by_id": "unname"}, export={"opened_by_id": "theirs"}
            )
        },
    )


class Section(Table):
    """A part of the outline, in its place."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(RichText, default="")
    opens_day: Mapped[int | None]  # days after the mentee's start; None is at once
    questions: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("course_id", "position"),
        one_of("kind", *KINDS),
        {"info": kept(company="course_id.company_id")},
    )


class Done(Table):
    """Somebody is done with a section."""

    __tablename__ = "section_done"

    section_id: Mapped[UUID] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("section_id", "enrolment_id"),
        {
            "info": kept(
                company="section_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
