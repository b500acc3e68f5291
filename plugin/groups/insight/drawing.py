"""Figures as places in a picture: numbers in, units out. A page that reads from the right has it the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

WIDTH, ROW = 720, 26  # units
LABEL, END = 236, 64  # room for the name of a line, and for the number at the end of a bar
PLOT = WIDTH - LABEL - END
LONGEST = 32  # letters of a name; all of it stands in the table
SMALLEST, LARGEST = 3.5, 8.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A line with a bar: `x` is its left edge, `ends` where its number stands."""

    name: str
    value: float
    y: int
    x: float
    length: float
    ends: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Some people at one number; the more they are, the larger."""

    x: float
    size: float
    open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of marks, and where half of them are reached, if that is told."""

    name: str
    y: int
    marks: tuple[Mark, ...]
    middle: float | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of lines one below the other: how high, and where the names of its lines stand."""

    lines: tuple[Bar, ...] | tuple[Line, ...]
    name_x: float
    scale: tuple[tuple[float, int], ...] = ()  # places of numbers, below the last line

    @property
    def height(self) -> int:
        """In units, with the scale."""
        return ROW * (len(self.lines) + bool(self.scale))


def bars(values: Iterable[tuple[str, float]], *, mirrored: bool = False) -> Drawn:
    """A bar for each, the longest as long as there is room."""
    given = list(values)
    most = max((value for _name, value in given), default=0) or 1
    drawn = []
    for place, (name, value) in enumerate(given):
        length = round(PLOT * value / most, 1)
        left, ends = LABEL, LABEL + length + 6
        x, ends = (WIDTH - left - length, WIDTH - ends) if mirrored else (left, ends)
        drawn.append(Bar(cut(name), value, ROW * place, round(x, 1), length, round(ends, 1)))
    return Drawn(tuple(drawn), WIDTH if mirrored else 0)


def strips(
    lines: Iterable[tuple[str, Sequence[int], Sequence[int], float | None]], *, mirrored: bool = False
) -> Drawn:
    """Lines of marks on one scale: a name, the numbers of who is done and of who is not yet, and their median."""
    given = list(lines)
    most = (
        max((max([*done, *still]) for _name, done, still, _middle in given if done or still), default=0) or 1
    )
    ahead = _along(most, mirrored)
    drawn = [
        Line(
            cut(name),
            ROW * place,
            (*_marks(done, ahead, False), *_marks(still, ahead, True)),
            None if middle is None else ahead(middle),
        )
        for place, (name, done, still, middle) in enumerate(given)
    ]
    scale = tuple((ahead(number), number) for number in (0, most))
    return Drawn(tuple(drawn), WIDTH if mirrored else 0, scale)


def cut(name: str) -> str:
    """As much of a name as there is room for."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _along(most: float, mirrored: bool) -> Callable[[float], float]:
    """From a number to its place."""

    def place(value: float) -> float:
        x = LABEL + LARGEST + (PLOT - LARGEST) * value / most
        return round(WIDTH - x if mirrored else x, 1)

    return place


def _marks(numbers: Sequence[int], ahead: Callable[[float], float], is_open: bool) -> list[Mark]:
    """One for each number, as wide as those at it ask for."""
    return [
        Mark(ahead(number), min(SMALLEST + 0.75 * (people - 1), LARGEST), is_open)
        for number, people in sorted(Counter(numbers).items())
    ]
