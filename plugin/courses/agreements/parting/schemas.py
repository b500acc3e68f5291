"""What comes in when two rest, hand over, or end."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import Day, FormSchema, Line, Rich


class RestForm(FormSchema):
    """Until which day, and why; neither need be said."""

    rests_until = Day(load_default=None)
    rests_why = Line(load_default="", most=500)


class HandoverForm(FormSchema):
    """Words for whoever comes next."""

    handover = Rich(
        required=True,
        error_messages={"required": _l("Please write a few words, or leave it for now.")},
    )


class EndForm(FormSchema):
    """A box says that it ends now."""

    sure = fields.String(
        required=True, error_messages={"required": _l("Please tick this first: it ends at once.")}
    )


class ShowForm(FormSchema):
    """Whether whoever mentors them reads it."""

    shown = fields.String(required=True, validate=validate.OneOf(["yes", "no"]))
