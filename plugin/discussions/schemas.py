"""What may be posted."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields

from plugin.forms import FormSchema, Rich, Tick


class WordsForm(FormSchema):
    """One's own post put right."""

    words = Rich(required=True, most=20_000)


class PostForm(WordsForm):
    """A post or a reply; `unnamed` leaves one's name out for other mentees."""

    unnamed = Tick()


class EmptyForm(FormSchema):
    """Taking words away for good: a box says that nobody can bring them back."""

    sure = fields.String(
        required=True, error_messages={"required": _l("Please tick this first: nobody can bring them back.")}
    )
