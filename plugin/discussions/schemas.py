"""What may be posted."""

from __future__ import annotations

from plugin.forms import FormSchema, Rich, Tick


class WordsForm(FormSchema):
    """One's own post put right."""

    words = Rich(required=True, most=20_000)


class PostForm(WordsForm):
    """A post or a reply; `unnamed` leaves one's name out for other mentees."""

    unnamed = Tick()
