"""What comes in when somebody thinks a goal through."""

from __future__ import annotations

from typing import Any

from marshmallow import post_load

from plugin.courses.goals.grounds.models import WHYS
from plugin.forms import CHOOSE, FormSchema, Line, Number

LONG = 500


class GroundsForm(FormSchema):
    """Five whys, of which as many are answered as it takes; and what one supposes, wants to see and where."""

    solved = Line(load_default="", most=LONG)
    evidence = Line(load_default="", most=LONG)
    assumptions = Line(load_default="", most=LONG)
    relevance = Line(load_default="", most=LONG)
    applied = Line(load_default="", most=LONG)
    target = Number(0, 5, CHOOSE, load_default=None)
    why_1 = Line(load_default="", most=LONG)
    why_2 = Line(load_default="", most=LONG)
    why_3 = Line(load_default="", most=LONG)
    why_4 = Line(load_default="", most=LONG)
    why_5 = Line(load_default="", most=LONG)

    @post_load
    def _whys_follow_one_another(self, said: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """One list, without the gaps that somebody left between two answers."""
        asked = [said.pop(f"why_{at}") for at in range(1, WHYS + 1)]
        return {**said, "whys": [why for why in asked if why]}
