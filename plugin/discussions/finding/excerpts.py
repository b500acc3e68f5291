"""A few words around what was found, with what was looked for marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plugin.search import is_found

BEFORE = 8  # words before the first that was found
AROUND = 40  # words in all
_PIECE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces of text, each with whether it is what was looked for; `cut` at the beginning or at the end."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_behind: bool


def excerpt(said: str, looked_for: Iterable[str]) -> Excerpt:
    """Of plain words on one line, those around the first that was found."""
    looked_for = tuple(looked_for)
    words = _PIECE.findall(said)
    first = next((at for at, word in enumerate(words) if is_found(word, looked_for)), 0)
    start = max(0, first - BEFORE)
    shown = words[start : start + AROUND]
    pieces: list[tuple[str, bool]] = []
    for word in shown:
        found = is_found(word, looked_for)
        if pieces and pieces[-1][1] == found:
            pieces[-1] = (f"{pieces[-1][0]} {word}", found)
        else:
            pieces.append((word, found))
    return Excerpt(tuple(pieces), start > 0, start + AROUND < len(words))
