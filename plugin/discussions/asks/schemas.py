"""What comes in when somebody says what they do with an answer."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.discussions.asks.models import WHAT
from plugin.forms import FormSchema, Line

CHOICES = {
    "try": _l("I try it"),
    "adopt": _l("I adopt it"),
    "park": _l("I park it"),
}
CHOOSE = _l("Please choose one of the three.")


class TakenForm(FormSchema):
    """One of the three, and why."""

    taken = fields.String(
        required=True,
        validate=validate.OneOf(WHAT, error=CHOOSE),
        error_messages={"required": CHOOSE, "null": CHOOSE},
    )
    taken_why = Line(
        required=True,
        most=500,
        error_messages={"required": _l("Please say why in a few words: whoever answered learns from it.")},
    )
