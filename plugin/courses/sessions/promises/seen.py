"""What a promise looks like to the one who asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Promise:
    """An action as somebody sees it: who promised what, to whom, by when, and what became of it."""

    id: UUID
    session_id: UUID
    owner_id: UUID
    owner: str
    for_id: UUID | None
    what: str
    due: date | None
    done_at: datetime | None
    dropped_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Neither kept nor let go."""
        return self.done_at is None and self.dropped_at is None

    def is_late(self, today: date) -> bool:
        """Its day has passed, and nothing has become of it."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many that were kept, or whose day has passed without a word, so many were kept."""

    kept: int
    of: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Open promises between a mentor and a mentee: the mentee's, those of them that are late, the mentor's, and the day
    of the mentor's first one."""

    theirs: int = 0
    late: int = 0
    mine: int = 0
    mine_due: date | None = None


NOBODY_OWES = Owed()


def kept_of(promises: Iterable[Promise], today: date) -> Kept:
    """How many of these were kept. What is still to come counts neither way, nor what was let go and why was said."""
    kept = late = 0
    for one in promises:
        kept += one.done_at is not None
        late += one.is_late(today)
    return Kept(kept, kept + late)
