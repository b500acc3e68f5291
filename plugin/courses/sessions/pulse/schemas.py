"""What comes in when somebody says how a session was."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.forms import FormSchema, Line, Number

NOT_ONE = _l("Please choose one of these.")


class PulseForm(FormSchema):
    """One tap for each; a word if they like."""

    useful = Number(1, 5, NOT_ONE, load_default=None)
    growth = Number(1, 5, NOT_ONE, load_default=None)
    wellbeing = Number(1, 5, NOT_ONE, load_default=None)
    progress = Number(1, 5, NOT_ONE, load_default=None)
    together = Number(1, 5, NOT_ONE, load_default=None)
    pulse_words = Line(load_default="", most=500)
