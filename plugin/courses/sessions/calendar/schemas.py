"""What comes in when somebody wants their sessions in a calendar."""

from __future__ import annotations

from plugin.forms import FormSchema, Tick


class FeedForm(FormSchema):
    """Whether the calendar may say with whom and what about."""

    words = Tick()
