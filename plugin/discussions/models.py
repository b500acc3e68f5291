"""What a discussion is: a thread anchored to a resource, and posts in a tree kept as sortable paths."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept
from plugin.text import RichText

DEEPEST = 50
PATH = Text().with_variant(Text(collation="C"), "postgresql")  # byte order, whatever the database's language


class Thread(Table):
    """The discussion beside a thing. Its audience is the thing's; counters move with each post."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id", ondelete="CASCADE"), unique=True)
    branches: Mapped[int] = mapped_column(default=0)  # top-level posts ever made, for the next path
    posts: Mapped[int] = mapped_column(default=0)  # posts that stand
    last_at: Mapped[datetime | None]

    __table_args__ = ({"info": kept(company="course_id.company_id")},)


class Post(Table):
    """Something said. `path` sorts a thread into reading order; each level is five digits."""

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    path: Mapped[str] = mapped_column(PATH)
    depth: Mapped[int]
    branches: Mapped[int] = mapped_column(default=0)  # replies ever made, for the next path
    author_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    unnamed: Mapped[bool] = mapped_column(default=False)  # other mentees are not told by whom it is
    words: Mapped[str] = mapped_column(RichText)
    made_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]  # by its author; from then on they alone read it
    emptied_at: Mapped[datetime | None]  # its words are gone for good, out of every version
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("thread_id", "path"),
        CheckConstraint(f"depth BETWEEN 1 AND {DEEPEST}", name="not_too_deep"),
        {
            "info": kept(
                company="thread_id.course_id.company_id",
                erase={"author_id": "blank"},
                export={"author_id": "theirs"},
            )
        },
    )


class PostVersion(Table):
    """What a post said until somebody changed it: `by_id` wrote these words, at `at`."""

    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    version: Mapped[int]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    words: Mapped[str] = mapped_column(RichText)
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("post_id", "version"),
        {
            "info": kept(
                company="post_id.thread_id.course_id.company_id",
                erase={"by_id": "blank"},
                export={"by_id": "theirs"},
            )
        },
    )
