"""What may come in where talk is looked after."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.discussions.care.models import OUTCOMES, REASONS
from plugin.forms import FormSchema, Line

WHY = {"required": _l("Please say why, for those who read it.")}
CHOOSE = {"required": _l("Please choose one of these.")}
KNOWN = _l("Please choose one of these.")

SAID_REASONS = {
    "unkind": _l("It is unkind to somebody"),
    "private": _l("It says something that should have stayed private"),
    "worry": _l("I worry about somebody"),
    "wrong place": _l("It does not belong here"),
    "other": _l("Something else"),
}
DAYS = {"1": _l("One day"), "7": _l("A week"), "30": _l("A month"), "": _l("Until a lead ends it")}


class WhyForm(FormSchema):
    """Why nothing more is said, or why it belongs elsewhere: whoever reads of it reads this too."""

    why = Line(required=True, most=500, error_messages=WHY)


class FlagForm(FormSchema):
    """Why somebody should look at it."""

    reason = fields.String(
        required=True, validate=validate.OneOf(REASONS, error=KNOWN), error_messages=CHOOSE
    )
    words = Line(load_default="", most=500)


class SettleForm(FormSchema):
    """What becomes of it, and why."""

    outcome = fields.String(
        required=True, validate=validate.OneOf(OUTCOMES, error=KNOWN), error_messages=CHOOSE
    )
    why = Line(load_default="", most=500)


class MuteForm(FormSchema):
    """For how long, and why: the one it is about reads this."""

    why = Line(required=True, most=500, error_messages=WHY)
    days = fields.Integer(
        load_default=None, validate=validate.OneOf([1, 7, 30], error=KNOWN), error_messages={"invalid": KNOWN}
    )
