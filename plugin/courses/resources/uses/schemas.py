"""What may come in about one's own use of a resource."""

from __future__ import annotations

from flask_babel import lazy_gettext
from marshmallow import fields, validate

from plugin.courses.resources.uses.actions import MARKS
from plugin.forms import FormSchema

KNOWN = lazy_gettext("Please use the page's own button.")


class MarkForm(FormSchema):
    """Which mark, and whether it is set or taken back."""

    what = fields.String(required=True, validate=validate.OneOf(tuple(MARKS), error=KNOWN))
    on = fields.String(required=True, validate=validate.OneOf(("yes", "no"), error=KNOWN))
