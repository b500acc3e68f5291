"""Who covers for whom, as a lead said it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Cover(Table):
    """Somebody mentors the mentees of another mentor beside them: those of a group, or all, whoever these are by then.

    Nobody is asked which days these are on a request: `since` and `until` are the moments at which the first day began
    and the last is over, on the clock of the lead who said it. Ended early, `until` is when that was.
    """

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), index=True)
    covered_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    covering_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_group.id", ondelete="CASCADE"), index=True
    )
    first_day: Mapped[date]
    last_day: Mapped[date]
    since: Mapped[datetime]
    until: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("covered_id <> covering_id", name="nobody_covers_for_themselves"),
        CheckConstraint("first_day <= last_day", name="it_starts_before_it_ends"),
        {
            "info": kept(
                company="context_id.company_id",
                erase={"covered_id": "delete", "covering_id": "delete", "by_id": "unname"},
                export={
                    "covered_id": "theirs",
                    "covering_id": "theirs",
                    "by_id": "no: it is about two others",
                },
            )
        },
    )
