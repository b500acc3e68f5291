"""Who follows which talk, and who is mentioned in a post."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Subscription(Table):
    """Somebody follows a thread, or said that they do not; until they have read in it, new is what came after `since`."""

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    follows: Mapped[bool]
    since: Mapped[int]  # a number of its posts

    __table_args__ = (
        UniqueConstraint("thread_id", "enrolment_id"),
        {
            "info": kept(
                company="thread_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )


class Mention(Table):
    """A post calls somebody by name who reads it."""

    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)

    __table_args__ = (
        UniqueConstraint("post_id", "enrolment_id"),
        {
            "info": kept(
                company="post_id.thread_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
