"""What may come in when a course is opened."""

from __future__ import annotations

from flask_babel import lazy_gettext
from marshmallow import fields

from plugin.forms import FormSchema, Line


class OpeningForm(FormSchema):
    """Which programme, and what the course is called."""

    programme = fields.String(
        required=True, error_messages={"required": lazy_gettext("Choose one of the programmes.")}
    )
    title = Line(required=True, most=120)
