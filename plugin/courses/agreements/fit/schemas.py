"""What comes in when somebody says how they fit, and how it is said."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.courses.agreements.fit.models import ANSWERS
from plugin.forms import CHOOSE, FormSchema, Line

CHOICES = {"good": _l("Good"), "deciding": _l("Still deciding"), "not": _l("Not for us")}
assert tuple(CHOICES) == ANSWERS


class FitForm(FormSchema):
    """How they fit; a word to it for oneself."""

    fit = fields.String(required=True, validate=validate.OneOf(ANSWERS, error=CHOOSE))
    fit_words = Line(load_default="", most=500)
