"""Of whom a launch said that somebody observes them (claim `role_scope_mentor`, LTI 1.3, section 5.4.5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Observed(Table):
    """Two people of a course of whom the LMS says so, or said so once: `named` is what it says now.

    That it says anything at all of a mentor stands with them (`Enrolment.observes_at`).
    """

    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    named: Mapped[bool]
    said_at: Mapped[datetime]  # since when it is so
    set_aside_at: Mapped[
        datetime | None
    ]  # a lead left it as it is; what the LMS says later is another matter

    __table_args__ = (
        UniqueConstraint("mentor_id", "mentee_id"),
        {
            "info": kept(
                company="mentor_id.context_id.company_id",
                erase={"mentor_id": "delete", "mentee_id": "delete"},
                export={"mentor_id": "theirs", "mentee_id": "theirs"},
            )
        },
    )
