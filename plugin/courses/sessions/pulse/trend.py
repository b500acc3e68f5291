"""Answers over time as points of a picture: numbers in, places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 230, 56  # units
LEFT, RIGHT, TOP, FOOT = 22, 12, 8, 8
BEST, WORST = 5, 1


@dataclass(frozen=True, slots=True)
class Trend:
    """Where each answer stands, and the line through them; an answer that was left out has no place."""

    points: tuple[tuple[float, float], ...]

    @property
    def line(self) -> str:
        """As a path draws it."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points) if len(self.points) > 1 else ""


def trend(answers: Sequence[int | None], *, mirrored: bool = False) -> Trend:
    """The earliest first, read from the left, or mirrored from the right."""
    steps = max(len(answers) - 1, 1)
    wide = WIDTH - LEFT - RIGHT
    places = [(LEFT + wide * at / steps, height(value)) for at, value in enumerate(answers) if value]
    return Trend(tuple((round(WIDTH - x if mirrored else x, 1), y) for x, y in places))


def height(value: int) -> float:
    """How far down an answer from 1 to 5 stands."""
    return round(TOP + (HEIGHT - TOP - FOOT) * (BEST - value) / (BEST - WORST), 1)
