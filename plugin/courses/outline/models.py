"""What an outline is made of: the course, its sections in order, whose they are to walk, and how far everybody is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of
from plugin.text import RichText

KINDS = ("goal-setting", "session", "resources", "assessment", "reflection", "text")
ASKS = ("asks more", "asks otherwise", "asks less", "asks again", "asks in turn")
HOLDS = ("holds more", "holds otherwise", "holds less", "holds again", "holds in turn")
CHANGES = (
    *("added", "changed", "moved", "hidden", "shown", "retired", "brought back", "closed", "opened"),
    *ASKS,
    *HOLDS,
)
OPENED = 6  # the step of set-up behind the last one


class Course(Table):
    """One mentoring course, living in one LMS course. Until it is opened, only leads see it."""

    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), unique=True)
    title: Mapped[str] = mapped_column(Text)
    programme: Mapped[str] = mapped_column(Text)  # the key of the programme it was copied from
    agreement: Mapped[list[str]] = mapped_column(JSON, default=list)  # what the programme proposes to promise
    cadence_days: Mapped[int]
    reply_days: Mapped[int] = mapped_column(default=7)  # how long a reply may take
    anonymous: Mapped[bool] = mapped_column(default=False)  # may mentees write without their name to peers
    hide_flagged: Mapped[bool] = mapped_column(
        default=False
    )  # is a flagged post hidden until it is looked at
    capacity: Mapped[int | None]  # mentees for each mentor, unless the mentor's own enrolment says otherwise
    flag_limits: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # when something is pointed out, where that is otherwise than Tandem comes
    set_up_step: Mapped[int] = mapped_column(default=OPENED)  # 1 to 5: where a lead goes on
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    closed_at: Mapped[datetime | None]  # from then on it is read only
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("cadence_days BETWEEN 1 AND 365", name="cadence_is_within_a_year"),
        CheckConstraint("reply_days BETWEEN 1 AND 90", name="reply_is_within_three_months"),
        CheckConstraint("capacity IS NULL OR capacity BETWEEN 1 AND 1000", name="capacity_is_a_number"),
        CheckConstraint(f"set_up_step BETWEEN 1 AND {OPENED}", name="set_up_step_is_known"),
        {
            "info": kept(
                company="company_id", erase={"opened_by_id": "unname"}, export={"opened_by_id": "theirs"}
            )
        },
    )


class Section(Table):
    """A part of the outline, in its place: for the whole course, for one group or for one mentee.

    It opens at once, some days after a mentee's start, on a date, or after another section. `assigned` and `done`
    count the mentees of now who have it before them or behind them; outline/progress.py keeps them.
    """

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_group.id", ondelete="CASCADE"), index=True
    )
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    made_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )  # None: it came with the programme
    position: Mapped[int]  # sorts; what people read is counted from what they see
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(RichText, default="")
    opens_day: Mapped[int | None]  # days after the mentee's start
    opens_on: Mapped[date | None]
    opens_after_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("section.id", ondelete="SET NULL"), index=True
    )
    due_day: Mapped[int | None]  # days after the mentee's start
    due_on: Mapped[date | None]
    discussed: Mapped[bool] = mapped_column(default=True)  # whether there is talk beside what it holds
    questions: Mapped[list[str]] = mapped_column(JSON, default=list)  # to choose from when people meet
    asks: Mapped[int] = mapped_column(default=0)  # how many items somebody has to answer
    hidden_at: Mapped[datetime | None]  # leads and whoever made it still see it
    retired_at: Mapped[datetime | None]  # taken out; nothing that hangs on it is lost
    assigned: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index("ix_section_course_id_position", "course_id", "position"),
        one_of("kind", *KINDS),
        CheckConstraint("group_id IS NULL OR mentee_id IS NULL", name="for_a_group_or_for_one"),
        CheckConstraint(
            "(CASE WHEN opens_day IS NULL THEN 0 ELSE 1 END) + (CASE WHEN opens_on IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN opens_after_id IS NULL THEN 0 ELSE 1 END) <= 1",
            name="opens_by_one_rule",
        ),
        CheckConstraint("opens_after_id IS NULL OR opens_after_id <> id", name="not_after_itself"),
        CheckConstraint("due_day IS NULL OR due_on IS NULL", name="due_by_one_rule"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"mentee_id": "delete", "made_by_id": "unname"},
                export={"mentee_id": "theirs", "made_by_id": "theirs"},
            )
        },
    )


class Assignment(Table):
    """A section that is somebody's to walk (`current`), or was, or that they were done with all the same."""

    section_id: Mapped[UUID] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    current: Mapped[bool] = mapped_column(default=False)
    done_at: Mapped[datetime | None]
    extended_to: Mapped[date | None]  # a mentor gave them more time than the section says

    __table_args__ = (
        UniqueConstraint("section_id", "enrolment_id"),
        {
            "info": kept(
                company="section_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )


class Progress(Table):
    """How many sections are a mentee's to walk now, and how many of those they are done with."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    assigned: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        UniqueConstraint("course_id", "enrolment_id"),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )


class OutlineChange(Table):
    """Who changed what of an outline, and what stood there before: enough to take it back for thirty days."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")  # the section's, on that day
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # field -> what stood there
    undone_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_outline_change_course_id_at", "course_id", "at"),
        one_of("what", *CHANGES),
        {"info": kept(company="course_id.company_id", erase={"by_id": "unname"}, export={"by_id": "theirs"})},
    )


class SavedProgramme(Table):
    """A programme that a company keeps for its next course, as the text of its file."""

    __tablename__ = "programme"

    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text)
    written: Mapped[str] = mapped_column(Text)  # YAML, checked when it was kept
    made_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        {"info": kept(company="company_id", erase={"made_by_id": "unname"}, export={"made_by_id": "theirs"})},
    )


class Copied(Table):
    """A section or a resource that came from another course, or the course itself, by the id that it had there.

    Links and columns in the copied LMS course still carry that id. `origin_id` points at nothing: the origin may be
    gone, and of a copy of a copy the ids of the first course stand here as well.
    """

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    origin_id: Mapped[UUID]
    here_id: Mapped[UUID]

    __table_args__ = (
        UniqueConstraint("course_id", "origin_id"),
        {"info": kept(company="course_id.company_id")},
    )
