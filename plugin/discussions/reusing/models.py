"""An answer to be used again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText


class KeptAnswer(Table):
    """Words of one's own, in every course that one mentors in. Nobody else reads them before they are given."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    post_id: Mapped[UUID | None] = mapped_column(ForeignKey("post.id", ondelete="SET NULL"), index=True)
    words: Mapped[str] = mapped_column(RichText)
    kept_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint(
            "person_id", "post_id"
        ),  # one's own post is kept once; written anew there may be many
        Index("ix_kept_answer_person_id_kept_at", "person_id", "kept_at"),
        {
            "info": kept(
                company="person_id.company_id",
                erase={"person_id": "delete"},
                export={"person_id": "theirs"},
            )
        },
    )
