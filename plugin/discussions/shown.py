"""How pages of talk are drawn."""

from __future__ import annotations

from typing import Any

from plugin.discussions import places, policy
from plugin.discussions.asks import policy as taking
from plugin.discussions.care import policy as caring
from plugin.discussions.marks import policy as marking
from plugin.discussions.reusing import policy as reusing
from plugin.discussions.speaking import muted_sentence
from plugin.discussions.spots import PLACES, as_time
from plugin.discussions.topics import policy as topics
from plugin.forms import page


def shown(template: str, **told: Any) -> str:
    """Draw a template of this room: it is given the sentences of what its reader may do, and the way to things."""
    may = {
        "policy": policy,
        "marking": marking,
        "caring": caring,
        "alone": topics,
        "taking": taking,
        "reusing": reusing,
    }
    ways = {"places": places, "as_time": as_time, "PLACES": PLACES, "muted_sentence": muted_sentence}
    return page(template, **may, **ways, **told)
