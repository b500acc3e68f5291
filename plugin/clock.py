"""Now: the one place that asks what time it is."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware and in UTC; the moment that `at` has set, inside it."""
    return _set.get() or datetime.now(UTC)


def today(zone: str) -> date:
    """Today's date as the person in `zone` (an IANA name) reads it on the wall."""
    return day(now(), zone)


def day(moment: datetime, zone: str) -> date:
    """The date of a moment as the person in `zone` (an IANA name) reads it on the wall."""
    return moment.astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment`; it must be aware. For telling history, as the demonstration does."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    before = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(before)
