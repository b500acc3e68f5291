"""What comes in when somebody says that they are stuck."""

from __future__ import annotations

from plugin.forms import FormSchema, Line


class StuckForm(FormSchema):
    """A word why; it need not be said."""

    stuck_why = Line(load_default="", most=500)
