"""What may be posted."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields, validate

from plugin.discussions.spots import as_second
from plugin.forms import FormSchema, Line, Rich, Tick

LONGEST = 24 * 60 * 60  # seconds
MOST_PAGES = 100_000


class WordsForm(FormSchema):
    """One's own post put right."""

    words = Rich(required=True, most=20_000)


class PostForm(WordsForm):
    """A post or a reply; `unnamed` leaves one's name out for other mentees, `again` says the same a second time,
    `thread` is where the writer saw the post that they answer."""

    unnamed = Tick()
    again = Tick()
    thread = fields.UUID(
        load_default=None,
        error_messages={"invalid_uuid": _l("Please open this page anew and send it again.")},
    )


class Time(fields.Field[int]):
    """A time of a video, like 12:34, as seconds."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        try:
            second = as_second(str(value))
        except ValueError:
            raise ValidationError(_("Please give a time like 12:34.")) from None
        if second > LONGEST:
            raise ValidationError(_("No video is as long as that. Please look at the time again."))
        return second


class TopForm(PostForm):
    """A post at the top, with the place of its thing that it is about; `asks`: for advice."""

    asks = Tick()
    quote = Line(load_default="", most=500)
    page = fields.Integer(
        load_default=None,
        validate=validate.Range(1, MOST_PAGES, error=_l("Please give a page as a number, counted from 1.")),
        error_messages={"invalid": _l("Please give a page as a number, counted from 1.")},
    )
    second = Time(load_default=None)


class EmptyForm(FormSchema):
    """Taking words away for good: a box says that nobody can bring them back."""

    sure = fields.String(
        required=True, error_messages={"required": _l("Please tick this first: nobody can bring them back.")}
    )
