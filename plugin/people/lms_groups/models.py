"""What a learning site says of groups in a course, and of who is in them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class LmsGroup(Table):
    """A group of an LMS course. One that the LMS has no more is gone, and never deleted."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"))
    lms_id: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, default="")  # Moodle says numbers and no names
    set_name: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[datetime]
    gone_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("context_id", "lms_id"),
        {"info": kept(company="context_id.company_id")},
    )


class LmsPlace(Table):
    """Somebody in a group of the LMS, since when it was first said; gone, where it is said no more."""

    lms_group_id: Mapped[UUID] = mapped_column(ForeignKey("lms_group.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]
    gone_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("lms_group_id", "enrolment_id"),
        {
            "info": kept(
                company="lms_group_id.context_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
