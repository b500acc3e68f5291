"""Where people get stuck: how long each section took them, or has kept them so far."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles
from uuid import UUID

from plugin.groups.map.walks import Walks, walks_of
from plugin.member import Member
from plugin.people.figures import FEWEST

FIRST = 3  # of those who have been in a section the longest


@dataclass(frozen=True, slots=True)
class Stay:
    """A section: the days of those who are done, of those still in it, and who of these has been there longest.

    `quarters` are the days within which a quarter, half and three quarters of both were through, or are by now; None
    of fewer than five people.
    """

    id: UUID
    title: str
    done: tuple[int, ...]
    still: tuple[int, ...]
    longest: tuple[tuple[UUID, int], ...]
    quarters: tuple[float, float, float] | None

    @property
    def people(self) -> int:
        """How many the days are of."""
        return len(self.done) + len(self.still)


def stays_of(viewer: Member, ids: frozenset[UUID]) -> list[Stay]:
    """Of the sections that several walk, in their order: three statements."""
    walks = walks_of(viewer, ids)
    every = [_stay(walks, one.id, one.title) for one in walks.sections if one.mentee_id is None]
    return [stay for stay in every if stay.people]


def slowest(stays: list[Stay]) -> Stay | None:
    """Where half of the people needed longest, of those sections that may be compared."""
    told = [stay for stay in stays if stay.quarters]
    return max(told, key=lambda stay: stay.quarters[1] if stay.quarters else 0, default=None)


def _stay(walks: Walks, section_id: UUID, title: str) -> Stay:
    done = sorted(walks.needed(section_id))
    inside = [
        (one, stands[section_id].days or 0)
        for one, stands in walks.stands.items()
        if section_id in stands and stands[section_id].state == "open"
    ]
    inside.sort(key=lambda one: (-one[1], str(one[0])))
    still = sorted(days for _one, days in inside)
    return Stay(
        section_id, title, tuple(done), tuple(still), tuple(inside[:FIRST]), _quarters([*done, *still])
    )


def _quarters(days: list[int]) -> tuple[float, float, float] | None:
    if len(days) < FEWEST:
        return None
    first, second, third = quantiles(days, n=4, method="inclusive")
    return first, second, third
