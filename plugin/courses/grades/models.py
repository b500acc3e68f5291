"""A course's columns in the gradebook, and the outbox: what each mentee has come to, and how far the LMS knows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, index_of_some, kept, one_of

WHAT = ("progress", "assessment", "agreement", "sessions", "closing")
STATES = ("waiting", "sent", "refused", "not gradable")
IN_PROGRESS, COMPLETED = "InProgress", "Completed"  # AGS 2.0, section 3.4.7


class Column(Table):
    """One column (AGS: line item) that a lead wants in the gradebook. `label` is ours; `told_label` what the LMS was told.

    `url` is the line item there, '' until it is made or found; `gone_at` says since when the LMS knows it no more.
    """

    __tablename__ = "grade_column"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(Text)
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("section.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(Text)
    points: Mapped[int]  # for all of it; the gradebook's scoreMaximum
    aim: Mapped[int | None]  # how many sessions are all of it
    made_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolment.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]  # nothing is sent from then on; what stands in the gradebook stays
    url: Mapped[str] = mapped_column(Text, default="")
    told_label: Mapped[str] = mapped_column(Text, default="")
    gone_at: Mapped[datetime | None]
    said: Mapped[str] = mapped_column(Text, default="")  # what the last round brought, in words
    failures: Mapped[int] = mapped_column(default=0)  # rounds in a row that came to nothing
    due_at: Mapped[datetime]  # not tried before, after a round that came to nothing
    tried_at: Mapped[datetime | None]
    results_at: Mapped[datetime | None]  # when the gradebook was last read back
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        one_of("what", *WHAT),
        CheckConstraint("points BETWEEN 1 AND 1000", name="points_are_a_number"),
        CheckConstraint("aim IS NULL OR aim BETWEEN 1 AND 100", name="aim_is_a_number"),
        CheckConstraint(
            "(what = 'assessment') = (section_id IS NOT NULL)", name="an_assessment_is_a_section"
        ),
        CheckConstraint("(what = 'sessions') = (aim IS NOT NULL)", name="sessions_have_an_aim"),
        index_of_some(
            "uq_grade_column_section_now",
            "retired_at IS NULL AND section_id IS NOT NULL",
            "section_id",
            unique=True,
        ),
        index_of_some(
            "uq_grade_column_what_now",
            "retired_at IS NULL AND section_id IS NULL",
            "course_id",
            "what",
            unique=True,
        ),
        {
            "info": kept(
                company="course_id.company_id",
                erase={"made_by_id": "unname"},
                export={"made_by_id": "theirs"},
            )
        },
    )


class Score(Table):
    """What one mentee has come to in one column, and how far the LMS knows it.

    `turn` counts what was wanted, one more with each change; `stamped_at` is the moment that the LMS is told with turn
    `stamped_turn`, kept before it is sent: after a crash the same word goes out with the same moment, and the LMS takes
    it once.
    """

    __tablename__ = "grade_score"

    column_id: Mapped[UUID] = mapped_column(ForeignKey("grade_column.id", ondelete="CASCADE"))
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    given: Mapped[float]  # of the column's points
    activity: Mapped[str] = mapped_column(Text)
    turn: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(Text, default="waiting")
    due_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    said: Mapped[str] = mapped_column(Text, default="")  # why not, in the LMS's own words
    stamped_at: Mapped[datetime | None]
    stamped_turn: Mapped[int] = mapped_column(default=0)
    sent: Mapped[float | None]  # as it was last taken
    sent_at: Mapped[datetime | None]
    there: Mapped[float | None]  # as it stood in the gradebook when that was last read
    there_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("column_id", "enrolment_id"),
        one_of("activity", IN_PROGRESS, COMPLETED),
        one_of("state", *STATES),
        index_of_some("ix_grade_score_waiting", "state = 'waiting'", "column_id", "due_at"),
        {
            "info": kept(
                company="column_id.course_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )
