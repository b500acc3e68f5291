"""What a discussion is: a thread that hangs on a thing, and posts in a tree kept as sortable paths."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, index_of_some, kept
from plugin.text import RichText

DEEPEST = 50
ANCHORS = ("resource", "section", "goal", "session", "topic")
ONE_ANCHOR = " + ".join(f"(CASE WHEN {kind}_id IS NULL THEN 0 ELSE 1 END)" for kind in ANCHORS)
PATH = Text().with_variant(Text(collation="C"), "postgresql")  # byte order, whatever the database's language


def _some(name: str, which: str, *columns: str) -> Index:
    """Some posts of each thread alone: finding those costs the same however long it is."""
    return index_of_some(f"ix_post_{name}", which, "thread_id", *columns)


class Thread(Table):
    """The discussion on one thing. Its audience is the thing's; counters move with each post."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    resource_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resource.id", ondelete="CASCADE"), unique=True
    )
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), unique=True)
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), unique=True)
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), unique=True)
    topic_id: Mapped[UUID | None] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), unique=True)
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
        CheckConstraint(f"{ONE_ANCHOR} = 1", name="hangs_on_one_thing"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"locked_by_id": "unname"},
                export={"locked_by_id": "theirs"},
            )
        },
    )

    @property
    def hangs_on(self) -> tuple[str, UUID]:
        """The kind and the id of what it hangs on."""
        return next((kind, found) for kind in ANCHORS if (found := getattr(self, f"{kind}_id")))


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
    quote: Mapped[str] = mapped_column(Text, default="")  # the passage of its thing that it is about
    page: Mapped[int | None]  # of a PDF, counted from 1
    second: Mapped[int | None]  # of a video
    about_id: Mapped[UUID | None] = mapped_column(  # between two: the post elsewhere that it is about
        ForeignKey("post.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]  # of a post at the top: since when its author asks for advice
    edited_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]  # by its author; from then on they alone read it
    emptied_at: Mapped[datetime | None]  # its words are gone for good, out of every version
    answer_id: Mapped[UUID | None] = mapped_column(  # of a post at the top: the reply that answers it
        ForeignKey("post.id", ondelete="SET NULL"), index=True
    )
    answered_by_id: Mapped[UUID | None] = mapped_column(  # whoever said that it does
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    helps: Mapped[int] = mapped_column(default=0)  # how many said that it helped them
    pinned_at: Mapped[datetime | None]
    pinned_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    hidden: Mapped[str | None] = mapped_column(
        Text
    )  # from all but its author: until it is looked at, or for good
    pictures: Mapped[int] = mapped_column(default=0)  # how many stand with it
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("thread_id", "path"),
        UniqueConstraint("thread_id", "number"),
        _some("top_newest", "depth = 1", "number"),
        _some("top_most_helpful", "depth = 1", "helps", "number"),
        _some("pinned", "pinned_at IS NOT NULL"),
        _some("asks", "asked_at IS NOT NULL"),
        index_of_some("ix_post_own_asks", "asked_at IS NOT NULL", "author_id"),
        CheckConstraint("hidden IS NULL OR hidden IN ('flagged', 'put away')", name="hidden_is_known"),
        CheckConstraint(f"depth BETWEEN 1 AND {DEEPEST}", name="not_too_deep"),
        CheckConstraint("page IS NULL OR page >= 1", name="page_is_a_number"),
        CheckConstraint("second IS NULL OR second >= 0", name="second_is_a_number"),
        {
            "info": kept(
                company="thread_id.course_id.company_id",
                erase={"author_id": "blank", "answered_by_id": "unname", "pinned_by_id": "unname"},
                export={"author_id": "theirs", "answered_by_id": "theirs", "pinned_by_id": "theirs"},
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
    """How far somebody has read a thread, by the number of its posts."""

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    read_to: Mapped[int] = mapped_column(default=0)

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
