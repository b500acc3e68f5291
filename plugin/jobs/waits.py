"""How long to wait before something that failed is tried again: ever longer, up to a bound."""

from __future__ import annotations

from datetime import timedelta

DOUBLINGS = 20  # beyond every bound, and no number that a timedelta cannot hold


def longer(first: timedelta, failures: int, longest: timedelta, wished: timedelta | None = None) -> timedelta:
    """Twice as long after each failure before this one; never shorter than somebody else `wished`."""
    wait: timedelta = min(first * 2 ** min(failures, DOUBLINGS), longest)
    return max(wait, wished or wait)
