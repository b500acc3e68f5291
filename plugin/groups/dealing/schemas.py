"""What may come in when people are dealt out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import FormSchema, Number
from plugin.groups.schemas import CHOOSE, KNOWN

HOW_MANY = _l("Please give a number from 1 to 200.")


class DealForm(FormSchema):
    """Who mentors, how many each at most, in groups or one to one; and the mark of what was seen before."""

    mentors = fields.List(
        fields.UUID(error_messages=CHOOSE), load_default=list, validate=validate.Length(max=200)
    )
    most = Number(1, 200, HOW_MANY, required=True, error_messages={"required": HOW_MANY})
    shape = fields.String(required=True, validate=validate.OneOf(["groups", "pairs"], error=KNOWN))
    seen = fields.String(load_default="")
