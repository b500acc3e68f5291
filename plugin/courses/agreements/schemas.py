"""What comes in when somebody writes about an agreement."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from marshmallow import fields

from plugin.forms import FormSchema, Line, Number, Rich

PURPOSE = _l("Please say what this is for: terms without a purpose bind nobody.")


def _needed(least: int, most: int, sentence: Any) -> Number:
    return Number(least, most, sentence, required=True, error_messages={"required": sentence})


class BeginForm(FormSchema):
    """Whose agreement is begun."""

    whom = fields.String(required=True)


class TermsForm(FormSchema):
    """What is agreed, whole."""

    purpose = Rich(required=True, error_messages={"required": PURPOSE})
    roles = Rich(load_default=Markup(""))
    cadence_days = _needed(1, 365, _l("Please give whole days, from 1 to 365."))
    minutes = _needed(1, 1440, _l("Please give whole minutes, from 1 to 1440."))
    hours = Number(
        1, 200, _l("Please give whole hours, from 1 to 200, or leave this empty."), load_default=None
    )
    channels = Line(load_default="")
    reply_days = _needed(1, 90, _l("Please give whole days, from 1 to 90."))
    confidentiality = Rich(load_default=Markup(""))
    ending = Rich(load_default=Markup(""))


class SignForm(FormSchema):
    """Which version is signed comes as the form's `version`."""


class HopeForm(FormSchema):
    """What somebody hopes for."""

    words = Rich(required=True)
