"""The calendar quarters that are over, the same for whoever asks: no zone of a reader moves their edges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from plugin.courses.sessions.pulse.queries import ASKED_FOR

SHOWN = 2


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year, from the first moment up to the first of the next."""

    year: int
    number: int

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=UTC)

    @property
    def ends(self) -> datetime:
        """The first moment that is no longer in it."""
        return self.after.begins

    @property
    def after(self) -> Quarter:
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> Quarter:
        """The one before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def first_day(self) -> date:
        """Where its name begins."""
        return self.begins.date()

    @property
    def last_day(self) -> date:
        """Where its name ends."""
        return (self.ends - timedelta(days=1)).date()

    @property
    def told_from(self) -> datetime:
        """Nobody is asked about its sessions any more, and its figures stay as they are."""
        return self.ends + ASKED_FOR


def of_moment(moment: datetime) -> Quarter:
    """The quarter in which it lies."""
    at = moment.astimezone(UTC)
    return Quarter(at.year, (at.month + 2) // 3)


def told(now: datetime) -> list[Quarter]:
    """The last ones that may be told of, the earliest first."""
    last = of_moment(now).before
    if now < last.told_from:
        last = last.before
    return [last.before, last]


def next_told(now: datetime) -> datetime:
    """When the next one may be."""
    return told(now)[-1].after.told_from
