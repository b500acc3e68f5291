"""What a goal is: the problem as first told, the outcome wanted instead, and milestones on the way."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plugin.database import Table, kept, one_of
from plugin.text import RichText

OPEN = ("draft", "agreed", "in progress", "trying")  # somebody means to do something about it now
STATES = (*OPEN, "paused", "achieved", "let go")


class Goal(Table):
    """What somebody wants to change. Its owner writes it; the problem stays as it was first told."""

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(RichText)
    outcome: Mapped[str] = mapped_column(RichText)
    toward: Mapped[str] = mapped_column(Text)
    toward_what: Mapped[str] = mapped_column(Text)  # the skill's or the project's name
    target: Mapped[int | None]  # of a skill: the level that is wanted, 0 to 5
    state: Mapped[str] = mapped_column(Text, default="draft")
    until: Mapped[date | None]  # something is tried, or it is paused; afterwards it is asked about
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    milestones: Mapped[list[Milestone]] = relationship(order_by="Milestone.position", back_populates="goal")

    __table_args__ = (
        one_of("toward", "skill", "project"),
        one_of("state", *STATES),
        CheckConstraint("target IS NULL OR target BETWEEN 0 AND 5", name="target_on_the_scale"),
        {
            "info": kept(
                company="course_id.company_id", erase={"owner_id": "delete"}, export={"owner_id": "theirs"}
            )
        },
    )

    @property
    def is_open(self) -> bool:
        """Its dates count."""
        return self.state in OPEN

    def is_asked_about(self, today: date) -> bool:
        """The day has passed until which something was tried, or it was paused."""
        return self.until is not None and self.until < today


class Milestone(Table):
    """A task of a goal: whose it is, by when, after which other one, and how one knows that it is done."""

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    what: Mapped[str] = mapped_column(Text)
    done_when: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date]
    first_due: Mapped[date | None]  # before it was moved for the first time
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    after_id: Mapped[UUID | None] = mapped_column(ForeignKey("milestone.id", ondelete="SET NULL"), index=True)
    done_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    goal: Mapped[Goal] = relationship(back_populates="milestones")

    __table_args__ = (
        {
            "info": kept(
                company="goal_id.course_id.company_id", erase={"by_id": "unname"}, export={"by_id": "theirs"}
            )
        },
    )
