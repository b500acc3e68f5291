"""How a mentee stands with a mentor, and what that mentor has set aside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin import clock
from plugin.database import Table, kept, one_of
from plugin.groups.flags.rules import KINDS, Flag

NOTHING, RESTS = 99, 100  # the ranks of whom no flag is raised of, and of two who rest
SORTED = ("called", "heard", "due", "waits")
NEVER, ENDLESS = date.min, date.max  # days that are compared without asking whether there is one


class SetAside(Table):
    """A mentor need not see this flag of a mentee: until a day, or until its facts change (it holds `since` another day).

    Why is theirs alone; the mentee goes on seeing the flag itself.
    """

    by_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    since: Mapped[date]
    until: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("by_id", "mentee_id", "kind"),
        one_of("kind", *KINDS),
        {
            "info": kept(
                company="by_id.context_id.company_id",
                erase={"by_id": "delete", "mentee_id": "delete"},
                export={"by_id": "theirs", "mentee_id": "no: it is a private note, its author's alone"},
            )
        },
    )

    def covers(self, since: date, today: date) -> bool:
        """It still speaks of the same facts, and its day has not passed."""
        return self.since == since and (self.until is None or today <= self.until)


class Standing(Table):
    """How a mentee stands with a mentor, reckoned at `as_of`; the board is read and sorted by it. One of each mentorship.

    `flags` are those that the mentor has not set aside; `rank` is the place of the first one among the kinds, NOTHING
    without any, RESTS where the two rest, and `since` is when it began. `called` is their name, folded; `heard` the day of
    their last session or post, `due` that of their next step, `waits` since when something waits for the mentor's word:
    NEVER or ENDLESS without any.
    """

    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    flags: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    rank: Mapped[int]
    called: Mapped[str] = mapped_column(Text)
    since: Mapped[date]
    heard: Mapped[date]
    due: Mapped[date]
    waits: Mapped[date]
    as_of: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("mentor_id", "mentee_id"),
        Index("ix_standing_mentor_id_rank", "mentor_id", "rank", "since", "mentee_id"),
        *(Index(f"ix_standing_mentor_id_{by}", "mentor_id", by, "mentee_id") for by in SORTED),
        {
            "info": kept(
                company="mentor_id.context_id.company_id",
                erase={"mentor_id": "delete", "mentee_id": "delete"},
                export={
                    "mentor_id": "no: it is about the mentee",
                    "mentee_id": "no: what is missing in it would tell what a mentor set aside",
                },
            )
        },
    )

    @property
    def raised(self) -> list[Flag]:
        """Its flags again."""
        return [Flag(**{**told, "since": date.fromisoformat(told["since"])}) for told in self.flags]


def begun(mentor_id: UUID | None, mentee_id: UUID, called: Any = "") -> dict[str, Any]:
    """The columns of a mentorship of which nothing is reckoned yet."""
    days = {"since": ENDLESS, "heard": NEVER, "due": ENDLESS, "waits": ENDLESS, "as_of": clock.now()}
    whose = {"mentor_id": mentor_id, "mentee_id": mentee_id, "called": called}
    return {**whose, "flags": [], "rank": NOTHING, **days}
