"""When somebody is asked a little more than after every session."""

from __future__ import annotations

from datetime import datetime, timedelta

MARKS = (timedelta(weeks=4), timedelta(weeks=12))  # since they came into the course


def is_longer(since: datetime, now: datetime, answered_at: datetime | None) -> bool:
    """Whether a mark has passed since the longer questions were last answered; None: never."""
    passed = [since + mark for mark in MARKS if since + mark <= now]
    return bool(passed) and (answered_at is None or answered_at < passed[-1])
