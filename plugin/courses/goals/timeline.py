"""Milestones on a line from their beginning to their last day: dates in, places of a picture out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plugin.courses.goals.models import Goal, Milestone

WIDTH, EDGE = 720, 24  # units
ROOM = 96  # units between two names, so that they do not lie upon one another
LONGEST = 14  # letters of a name that have room
MOST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Stop:
    """A milestone on the line: where, how it stands, and where it was meant to be at first."""

    milestone: Milestone
    x: float
    kind: str  # "done", "late" or "ahead"
    was_x: float | None
    name: str
    low: bool  # its name stands a line lower, beside a near one


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture: its stops from the first day to the last, where today is, and where months begin."""

    stops: tuple[Stop, ...]
    today_x: float
    months: tuple[tuple[float, date], ...]


def timeline_of(goal: Goal, today: date, *, mirrored: bool = False) -> Timeline | None:
    """None for fewer than two milestones: a single one needs no picture. `mirrored` reads from the right."""
    if len(goal.milestones) < 2:
        return None
    days = [day for one in goal.milestones for day in (one.due, one.first_due) if day]
    first, last = min([*days, goal.made_at.date(), today]), max([*days, today])
    span = max((last - first).days, 1)

    def place(day: date) -> float:
        x = EDGE + (WIDTH - 2 * EDGE) * (day - first).days / span
        return round(WIDTH - x if mirrored else x, 1)

    steps = sorted(goal.milestones, key=lambda one: (one.due, one.position))
    stops = _named(
        [(one, place(one.due), place(one.first_due) if one.first_due else None) for one in steps],
        goal,
        today,
    )
    return Timeline(stops, place(today), tuple((place(day), day) for day in _months(first, last)))


def _named(
    placed: Sequence[tuple[Milestone, float, float | None]], goal: Goal, today: date
) -> tuple[Stop, ...]:
    stops: list[Stop] = []
    for one, x, was in placed:
        near = bool(stops) and abs(x - stops[-1].x) < ROOM and not stops[-1].low
        stops.append(Stop(one, x, _kind(one, goal, today), was, _short(one.what), near))
    return tuple(stops)


def _kind(milestone: Milestone, goal: Goal, today: date) -> str:
    if milestone.done_at:
        return "done"
    return "late" if milestone.due < today and goal.is_open else "ahead"


def _short(what: str) -> str:
    return what if len(what) <= LONGEST else f"{what[: LONGEST - 1].rstrip()}…"


def _months(first: date, last: date) -> list[date]:
    """The first days of months within, as many as have room for their names."""
    found: list[date] = []
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    step = -(-len(found) // MOST_MONTHS)
    return found[::step] if found else []
