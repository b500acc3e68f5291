"""Who is expected: pairs and places that a lead wrote down before the LMS has said who these people are."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Invited(Table):
    """A mentor and a mentee by their e-mail addresses, folded; through a group where there is one. It waits for them."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"))
    mentor_email: Mapped[str] = mapped_column(Text, default="")
    mentee_email: Mapped[str] = mapped_column(Text, default="")
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_group.id", ondelete="CASCADE"), index=True
    )
    made_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_invited_context_id_mentor_email", "context_id", "mentor_email"),
        Index("ix_invited_context_id_mentee_email", "context_id", "mentee_email"),
        CheckConstraint("mentor_email <> '' OR mentee_email <> ''", name="somebody_is_meant"),
        CheckConstraint(
            "group_id IS NOT NULL OR (mentor_email <> '' AND mentee_email <> '')", name="a_pair_is_two"
        ),
        {
            "info": kept(
                company="context_id.company_id",
                erase={"made_by_id": "unname"},
                export={"made_by_id": "no: it names others by their addresses"},
            )
        },
    )
