"""Clocks that stand still while somebody is away; of plain dates, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta


def days_there(since: date, until: date, away: Iterable[tuple[date, date]]) -> int:
    """How many days have passed from `since` to `until`, without those on which somebody was away. Days that were said
    twice count once."""
    gone = {
        first + timedelta(days=day)
        for first, last in away
        for day in range((last - first).days + 1)
        if since < first + timedelta(days=day) <= until
    }
    return max(0, (until - since).days - len(gone))
