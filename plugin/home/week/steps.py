"""What may wait for somebody this week, and in which order; of plain facts, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

AHEAD = timedelta(days=7)  # what is due later is not this week's
SOON = timedelta(days=3)  # a session so near wants to be prepared for
MOST = 7
# The first thing first: who is stuck, what has passed without a word, what others wait for, what is late, what is near.
ORDER = (
    "stuck",
    "did you meet",
    "what came of it",
    "proposal",
    "promise",
    "answered",
    "how was it",
    "taken",
    "prepare",
    "plan",
    "not met",
    "milestone",
    "fit",
    "asleep",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: of which kind, about what, by when where there is a day; `thing` is what it leads to."""

    kind: str
    thing: Any
    title: str
    due: date | None = None

    def is_late(self, today: date) -> bool:
        """Its day has passed."""
        return self.due is not None and self.due < today


def is_this_weeks(due: date | None, today: date) -> bool:
    """Late, or due within seven days."""
    return due is not None and due <= today + AHEAD


def in_order(steps: Iterable[Step]) -> list[Step]:
    """At most seven, by their kind and then by their day."""
    ranked = sorted(steps, key=lambda step: (ORDER.index(step.kind), step.due or date.max, step.title))
    return ranked[:MOST]
