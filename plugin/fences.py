"""Lines of code in plain words: between two lines of backticks, as CommonMark has them (0.31, section 4.5).

Here both lines have the same number of backticks. So words that look like such a line, and that nothing closes, stay words
when they come back to a textarea beside code: that is given a number of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

SHORTEST = 3
_OPENS = re.compile(r"(`{3,})[^`]*")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a text: code as it stands, or words."""

    text: str
    is_code: bool


def pieces(text: str) -> list[Piece]:
    """A text in its order, without the lines that open and close. What nothing closes are words, so nothing is lost."""
    lines = text.split("\n")
    found: list[Piece] = []
    words: list[str] = []
    unclosed: set[int] = set()  # so many backticks alone stand in no line from here on
    at = 0
    while at < len(lines):
        opened = _OPENS.fullmatch(lines[at].strip())
        ticks = len(opened[1]) if opened else 0
        end = _closing(lines, at + 1, ticks) if ticks and ticks not in unclosed else None
        if end is None:
            unclosed.add(ticks)
            words.append(lines[at])
            at += 1
        else:
            code = lines[at + 1 : end]
            found += [Piece("\n".join(words), False), Piece("\n".join(without_blank_ends(code)), True)]
            words = []
            at = end + 1
    return [piece for piece in (*found, Piece("\n".join(words), False)) if piece.text.strip()]


def fence_for(text: str) -> str:
    """The line to stand before and behind code in this text: of backticks, as many as stand nowhere else in it."""
    taken = {len(run) for run in _TICKS.findall(text)}
    return "`" * next(ticks for ticks in count(SHORTEST) if ticks not in taken)


def without_blank_ends(lines: list[str]) -> list[str]:
    """The lines from the first to the last in which something stands."""
    first, last = 0, len(lines)
    while first < last and not lines[first].strip():
        first += 1
    while first < last and not lines[last - 1].strip():
        last -= 1
    return lines[first:last]


def _closing(lines: list[str], start: int, ticks: int) -> int | None:
    closes = "`" * ticks
    return next((at for at in range(start, len(lines)) if lines[at].strip() == closes), None)
