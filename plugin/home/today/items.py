"""What may wait for a mentor today, and in which order; of plain facts, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

MOST = 7
# Of the same day: who is stuck or asks, then what was promised, what others wait for, and what is only to be read.
KINDS = ("flag", "post", "promise", "work", "sign", "met", "prepare", "advice")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: of which kind, what it is about, by which day it was promised, and about whom.

    `facts` change when it is another thing than it was: then whoever put it off sees it again. `thing` is what its page
    is drawn from.
    """

    kind: str
    thing_id: UUID
    facts: str
    by: date
    name: str
    mentee_id: UUID | None = None
    thing: Any = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """As addresses name it."""
        return f"{self.kind}:{self.thing_id}"

    def is_late(self, today: date) -> bool:
        """The day by which it was promised has passed."""
        return self.by < today


def in_order(items: Iterable[Item]) -> list[Item]:
    """The oldest promise first."""
    return sorted(items, key=lambda item: (item.by, KINDS.index(item.kind), item.name, str(item.thing_id)))
