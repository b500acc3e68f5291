"""What a skill is, and what somebody once said of somebody's level in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept, one_of

LEVELS = 6  # from 0, not yet, to 5
KINDS = ("self", "mentor", "peer")


class Skill(Table):
    """A skill as a company calls it. `levels` describes each of 0 to 5; '' where nobody has described it."""

    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    levels: Mapped[list[str]] = mapped_column(JSON, default=list)
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (UniqueConstraint("company_id", "name"), {"info": kept(company="company_id")})


class Rating(Table):
    """A level that somebody gave on a day, with what showed it. A later one stands beside it, never in its place."""

    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skill.id", ondelete="CASCADE"), index=True)
    of_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    level: Mapped[int]
    evidence: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]

    __table_args__ = (
        one_of("kind", *KINDS),
        CheckConstraint(f"level BETWEEN 0 AND {LEVELS - 1}", name="level_is_described"),
        {
            "info": kept(
                company="skill_id.company_id",
                erase={"of_id": "delete", "by_id": "unname"},
                export={"of_id": "theirs", "by_id": "theirs"},
            )
        },
    )
