"""What a session leaves behind: when and how they met, who was there, notes shared and private, actions promised."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Text, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plugin.database import Table, kept, one_of
from plugin.text import RichText

MODES = ("in person", "video", "call", "chat", "event")


class Session(Table):
    """A meeting with a group or with one mentee. Its shared note is seen by all who were in it."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    logged_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    at: Mapped[datetime]
    minutes: Mapped[int | None]
    mode: Mapped[str] = mapped_column(Text)
    shared: Mapped[str] = mapped_column(RichText, default="")
    ideas: Mapped[str] = mapped_column(RichText, default="")  # caught on the way, no promises
    cost: Mapped[int | None]  # in whole units of the company's own currency
    made_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]  # from then on those who were there are asked how it was
    version: Mapped[int] = mapped_column(default=1)

    attendances: Mapped[list[Attendance]] = relationship(back_populates="session")
    actions: Mapped[list[Action]] = relationship(order_by="Action.made_at", back_populates="session")

    __table_args__ = (
        Index("ix_session_mentee_id_at", "mentee_id", "at"),
        Index("ix_session_group_id_at", "group_id", "at"),
        one_of("mode", *MODES),
        CheckConstraint("(group_id IS NULL) <> (mentee_id IS NULL)", name="with_a_group_or_with_one"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 1440", name="within_a_day"),
        CheckConstraint("cost IS NULL OR cost BETWEEN 0 AND 1000000", name="cost_is_no_debt"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"mentee_id": "delete", "logged_by_id": "blank"},
                export={"mentee_id": "theirs", "logged_by_id": "theirs"},
            )
        },
    )


class Attendance(Table):
    """Somebody was in a session, and so may read its shared note; a mentor for as long as they mentor there."""

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(Text)  # theirs on that day, whatever they are now

    session: Mapped[Session] = relationship(back_populates="attendances")

    __table_args__ = (
        UniqueConstraint("session_id", "enrolment_id"),
        one_of("part", "mentor", "mentee"),
        {
            "info": kept(
                company="session_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )


class PrivateNote(Table):
    """What one person keeps to themselves about a session. Nobody else reads it through any page."""

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(RichText, default="")
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("session_id", "author_id"),
        {
            "info": kept(
                company="session_id.course_id.company_id",
                erase={"author_id": "delete"},
                export={"author_id": "theirs"},
            )
        },
    )


class Action(Table):
    """A promise made in a session: who, what, by when. Seen by its owner and the owner's mentors."""

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    for_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    what: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None]
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]  # let go, with a reason

    session: Mapped[Session] = relationship(back_populates="actions")

    __table_args__ = (
        CheckConstraint("done_at IS NULL OR dropped_at IS NULL", name="kept_or_let_go"),
        {
            "info": kept(
                company="session_id.course_id.company_id",
                erase={"owner_id": "delete", "for_id": "unname"},
                export={"owner_id": "theirs", "for_id": "theirs"},
            )
        },
    )


def still_open() -> ColumnElement[bool]:
    """Which promises are neither kept nor let go."""
    return and_(Action.done_at.is_(None), Action.dropped_at.is_(None))
