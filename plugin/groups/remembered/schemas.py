"""What somebody keeps to themselves, as it comes in."""

from __future__ import annotations

from plugin.forms import FormSchema, Line, Rich

LONGEST_LINE = 120


class LinesForm(FormSchema):
    """Two lines, either of which may be empty."""

    first = Line(load_default="", most=LONGEST_LINE)
    second = Line(load_default="", most=LONGEST_LINE)


class NoteForm(FormSchema):
    """A note about somebody."""

    about = Rich(required=True)
