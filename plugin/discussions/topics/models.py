"""What a topic is: a title for talk that hangs on nothing else, and whom it is for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Topic(Table):
    """Something to talk about: with a group, between a mentee and one mentor, with the leads, or in the whole course."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_group.id", ondelete="CASCADE"), index=True
    )
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    begun_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    to_leads: Mapped[bool] = mapped_column(default=False)  # for whoever runs the course, and whoever began it
    title: Mapped[str] = mapped_column(Text)  # '' between two: it is called by their names
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("mentee_id", "mentor_id"),
        CheckConstraint("group_id IS NULL OR mentee_id IS NULL", name="for_a_group_or_for_two"),
        CheckConstraint("NOT to_leads OR (group_id IS NULL AND mentee_id IS NULL)", name="to_leads_alone"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"mentee_id": "delete", "mentor_id": "unname", "begun_by_id": "unname"},
                export={"mentee_id": "theirs", "mentor_id": "theirs", "begun_by_id": "theirs"},
            )
        },
    )
