"""What looking after talk leaves behind: what was flagged and what came of it, who may not write for now, the log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of

REASONS = ("unkind", "private", "worry", "wrong place", "other")
OUTCOMES = ("kept", "put away")
MODERATION = (
    *("locked", "opened", "pinned", "unpinned"),
    *("hidden", "shown", "kept", "muted", "unmuted"),
    *("moved here", "moved away"),
)


class Flag(Table):
    """Somebody asked for a post to be looked at, once. `outcome` says what came of it."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    outcome: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("post_id", "by_id"),
        Index("ix_flag_course_id_settled_at", "course_id", "settled_at"),
        one_of("reason", *REASONS),
        CheckConstraint(
            f"outcome IS NULL OR outcome IN ({', '.join(map(repr, OUTCOMES))})", name="outcome_is_known"
        ),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"by_id": "blank", "settled_by_id": "unname"},
                export={"by_id": "theirs", "settled_by_id": "theirs"},
            )
        },
    )


class Mute(Table):
    """Somebody may read on and not write among others, until `until` or until that is ended."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        {
            "info": kept(
                company="course_id.company_id",
                erase={"enrolment_id": "delete", "by_id": "unname"},
                export={"enrolment_id": "theirs", "by_id": "theirs"},
            )
        },
    )


class Moderation(Table):
    """What whoever looks after talk did, and why: the log. `about_id` is whom they did it about."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[UUID | None] = mapped_column(ForeignKey("post.id", ondelete="SET NULL"), index=True)
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_moderation_course_id_at", "course_id", "at"),
        one_of("what", *MODERATION),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"by_id": "unname", "about_id": "unname"},
                export={"by_id": "theirs", "about_id": "theirs"},
            )
        },
    )
