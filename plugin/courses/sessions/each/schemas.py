"""What comes in for one mentee."""

from __future__ import annotations

from plugin.forms import FormSchema, Rich


class ForOneForm(FormSchema):
    """Words for one; none takes the note away."""

    for_one = Rich(load_default="", most=20_000)
