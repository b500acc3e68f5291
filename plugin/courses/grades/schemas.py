"""What may come in when a lead chooses what goes to the gradebook."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import FormSchema, Line, Number

MOST_CHOSEN, LONGEST_LABEL = 200, 120


class ChoiceForm(FormSchema):
    """What is to go, and how many sessions are all of it."""

    chosen = fields.List(
        fields.String(),
        load_default=list,
        validate=validate.Length(max=MOST_CHOSEN, error=_l("That is too much at once.")),
    )
    aim = Number(1, 100, _l("Please give a number from 1 to 100."), load_default=None, allow_none=True)


class LabelForm(FormSchema):
    """What a column is called."""

    label = Line(most=LONGEST_LABEL, required=True)
