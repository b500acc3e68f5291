"""How a quiz is marked: what is right, and what counts as the same answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any


def folded(words: str) -> str:
    """An answer without what nobody means by it: capitals, accents and odd spaces."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().split())


def is_right(kind: str, asks: dict[str, Any], chosen: Sequence[str]) -> bool:
    """Whether what was chosen, or written in one line, is what the quiz question takes for right."""
    right = asks.get("right", [])
    if kind == "short":
        return bool(chosen) and folded(chosen[0]) in {folded(one) for one in right}
    return bool(chosen) and set(chosen) == set(right)
