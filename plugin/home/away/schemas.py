"""What comes in when somebody is away."""

from __future__ import annotations

from plugin.forms import Day, FormSchema


class AwayForm(FormSchema):
    """From which day to which, both included."""

    away_since = Day(required=True)
    away_until = Day(required=True)
