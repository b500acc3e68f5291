"""What a discussion is: a thread anchored to a resource, and posts in a tree kept as sortable paths."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText

DEEPEST = 50
MODERATION = ("hidden", "shown", "locked", "opened", "muted", "unmuted", "pinned", "unpinned", "left")
REASONS = ("unkind", "private", "advertising", "elsewhere", "other")
PATH = Text().with_variant(Text(collation="C"), "postgresql")  # byte order, whatever the database's language


class Thread(Table):
    """The discussion beside a thing. Its audience is the thing's; counters move with each post."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    resource_id: Mapped[UUID] = mapped_column(ForeignKey("resource.id", ondelete="CASCADE"), unique=True)
    branches: Mapped[int] = mapped_column(default=0)  # top-level posts ever made, for the next path
    posts: Mapped[int] = mapped_column(default=0)  # posts that stand
    said: Mapped[int] = mapped_column(default=0)  # posts ever made, at any depth: the number of the latest
    last_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]  # from then on it is read
    locked_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    locked_why: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        {
            "info": kept(
                company="course_id.company_id",
                erase={"locked_by_id": "unname"},
                export={"locked_by_id": "theirs"},
            )
        },
    )


class Post(Table):
    """Something said. `path` sorts a thread into reading order; each level is five digits."""

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]  # counted in its thread, in the order in which posts were kept
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
    helped: Mapped[int] = mapped_column(default=0)  # how many said that it helped them
    answers_at: Mapped[datetime | None]  # marked as what answers the post at the top of its branch
    answers_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    pinned_at: Mapped[datetime | None]  # stands before everything else of its thread
    pinned_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    hidden_at: Mapped[datetime | None]  # until somebody has looked at it, or for good
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("thread_id", "path"),
        UniqueConstraint("thread_id", "number"),
        CheckConstraint(f"depth BETWEEN 1 AND {DEEPEST}", name="not_too_deep"),
        {
            "info": kept(
                company="thread_id.course_id.company_id",
                erase={"author_id": "blank", "answers_by_id": "unname", "pinned_by_id": "unname"},
                export={"author_id": "theirs", "answers_by_id": "theirs", "pinned_by_id": "theirs"},
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


class Helped(Table):
    """Somebody found that a post helped them."""

    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]

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


class Reading(Table):
    """How far somebody has read a thread, by the number of its posts, and whether they follow it."""

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    read_to: Mapped[int] = mapped_column(default=0)
    follows: Mapped[bool | None]  # None: as it comes, whoever writes in it follows it

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


class Notice(Table):
    """A post that people are to be told of: one row each, however many they are. A job says whom."""

    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), unique=True)
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]

    __table_args__ = ({"info": kept(company="post_id.thread_id.course_id.company_id")},)


class Mention(Table):
    """Somebody is named in a post, and could read it when it was written."""

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


class Flag(Table):
    """Somebody asks for a post to be looked at, and why. Its author is never told who."""

    post_id: Mapped[UUID] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("post_id", "by_id"),
        one_of("reason", *REASONS),
        {
            "info": kept(
                company="post_id.thread_id.course_id.company_id",
                erase={"by_id": "blank"},
                export={"by_id": "theirs"},
            )
        },
    )


class Mute(Table):
    """Somebody reads discussions in their course and writes in none, until it is ended."""

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        {
            "info": kept(
                company="enrolment_id.person_id.company_id",
                erase={"enrolment_id": "delete", "by_id": "unname"},
                export={"enrolment_id": "theirs", "by_id": "theirs"},
            )
        },
    )


class Moderation(Table):
    """What somebody in charge did about a post, a thread or a person, and why: the log."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    post_id: Mapped[UUID | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
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
                erase={"about_id": "unname", "by_id": "unname"},
                export={"about_id": "theirs", "by_id": "theirs"},
            )
        },
    )
