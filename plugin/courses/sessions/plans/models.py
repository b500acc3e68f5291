"""A session that is planned, and how somebody prepares for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.courses.sessions.models import MODES
from plugin.database import Table, kept, one_of
from plugin.text import RichText

STATES = ("planned", "met", "missed", "called off")


class Plan(Table):
    """When, how and where a group, or a mentor and a mentee, mean to meet; and what became of that.

    `at` is a moment: of a series each stands at the same time of day where it was planned, whatever clocks do.
    """

    __tablename__ = "planned_session"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentor_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"))
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    series_id: Mapped[UUID | None] = mapped_column(index=True)  # of those that were planned together
    at: Mapped[datetime]
    minutes: Mapped[int]
    mode: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text, default="")  # a room, or an address on the web
    agenda: Mapped[str] = mapped_column(RichText, default="")
    state: Mapped[str] = mapped_column(Text, default="planned")
    why: Mapped[str] = mapped_column(Text, default="")  # it was called off, or did not take place
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("session.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        *(
            Index(f"ix_planned_session_{whose}_state_at", whose, "state", "at")
            for whose in ("group_id", "mentee_id", "mentor_id")
        ),
        one_of("mode", *MODES),
        one_of("state", *STATES),
        CheckConstraint("(group_id IS NULL) <> (mentee_id IS NULL)", name="with_a_group_or_with_one"),
        CheckConstraint("mentee_id IS NOT NULL OR mentor_id IS NULL", name="a_mentor_has_a_mentee"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="within_a_day"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"mentee_id": "delete", "mentor_id": "unname", "by_id": "unname"},
                export={"mentee_id": "theirs", "mentor_id": "theirs", "by_id": "theirs"},
            )
        },
    )


class Preparation(Table):
    """What a mentee brings, in two minutes: something that went well, something in the way, an idea, a question."""

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("planned_session.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    win: Mapped[str] = mapped_column(Text, default="")
    block: Mapped[str] = mapped_column(Text, default="")
    idea: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("plan_id", "enrolment_id"),
        {
            "info": kept(
                company="plan_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
