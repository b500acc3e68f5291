"""The rule itself: evenly, as far as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Seat:
    """A mentor: how many they mentor now, and how many they may in all."""

    mentor_id: UUID
    mentees: int
    most: int


def dealt(people: Sequence[UUID], seats: Sequence[Seat]) -> tuple[list[tuple[UUID, UUID]], list[UUID]]:
    """Who comes to whom, as (mentor, mentee) in the order of `people`; and who finds no room.

    Each next one comes to whoever mentors the fewest then, of several to the first. The same people and seats give the
    same answer.
    """
    free = [(seat.mentees, place) for place, seat in enumerate(seats) if seat.mentees < seat.most]
    heapify(free)
    pairs: list[tuple[UUID, UUID]] = []
    left: list[UUID] = []
    for person in people:
        if not free:
            left.append(person)
            continue
        mentees, place = heappop(free)
        pairs.append((seats[place].mentor_id, person))
        if mentees + 1 < seats[place].most:
            heappush(free, (mentees + 1, place))
    return pairs, left
