"""From which state a goal comes into which."""

from __future__ import annotations

ENDED = ("achieved", "let go")
BEGINNINGS = ("draft", "agreed")


def next_states(state: str) -> tuple[str, ...]:
    """Where its owner may take it from there. Something is tried by writing so in the journal; agreeing is a mentor's."""
    if state in ENDED:
        return ("in progress",)
    return tuple(one for one in ("in progress", "paused", *ENDED) if one != state)


def needs_why(state: str, wanted: str) -> bool:
    """Every change has its reason, but those that only begin."""
    return not (state in BEGINNINGS and wanted in ("agreed", "in progress"))
