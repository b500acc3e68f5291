"""What comes in when somebody says how a session was."""

from __future__ import annotations

from plugin.forms import CHOOSE, FormSchema, Line, Number


class PulseForm(FormSchema):
    """One tap for each; a word if they like."""

    useful = Number(1, 5, CHOOSE, load_default=None)
    growth = Number(1, 5, CHOOSE, load_default=None)
    wellbeing = Number(1, 5, CHOOSE, load_default=None)
    progress = Number(1, 5, CHOOSE, load_default=None)
    together = Number(1, 5, CHOOSE, load_default=None)
    pulse_words = Line(load_default="", most=500)
