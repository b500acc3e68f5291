"""When somebody is asked a little more than after every session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

MARKS = (timedelta(weeks=4), timedelta(weeks=12))  # since they came into the course


NEAR_THE_END = timedelta(days=14)


def is_longer(
    since: datetime, now: datetime, answered_at: datetime | None, ends: Iterable[datetime] = ()
) -> bool:
    """Whether a mark has passed since the longer questions were last answered; None: never. `ends`: of their times
    together, and of the course."""
    passed = [mark for mark in (*(since + mark for mark in MARKS), *ends) if mark <= now]
    return bool(passed) and (answered_at is None or answered_at < max(passed))
