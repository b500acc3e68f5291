"""When the sessions of a series take place: the same time of day on somebody's own clock, through every change of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def moments(first: datetime, every_weeks: int, times: int) -> list[datetime]:
    """`times` moments in UTC, `every_weeks` weeks apart on the wall clock of `first`, which has its zone.

    A time that a change of clocks leaves out is as long after midnight as it would have been; of one that comes twice
    the first is meant.
    """
    zone, wall = first.tzinfo, first.replace(tzinfo=None)
    every = timedelta(weeks=every_weeks)
    return [(wall + every * place).replace(tzinfo=zone, fold=0).astimezone(UTC) for place in range(times)]
