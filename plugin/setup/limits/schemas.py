"""What may come in when a lead says when something is pointed out: each number within bounds, with one kind sentence."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import FormSchema, Number
from plugin.groups.flags.limits import SWITCHED
from plugin.groups.schemas import KNOWN

HALF_A_YEAR = _l("Please give a number of days from 1 to 180.")
OR_NONE = _l("Please give a number of days from 0 to 180.")
PERCENT = _l("Please give a number from 100 to 1000.")
FEW = _l("Please give a number from 1 to 20.")


class LimitsForm(FormSchema):
    """The numbers of the rules, and which of these speak at all."""

    first_session = Number(1, 180, HALF_A_YEAR, required=True)
    gap_percent = Number(100, 1000, PERCENT, required=True)
    overdue = Number(0, 180, OR_NONE, required=True)
    together = Number(1, 20, FEW, required=True)
    unmoved = Number(1, 180, HALF_A_YEAR, required=True)
    open_long = Number(1, 180, HALF_A_YEAR, required=True)
    section_percent = Number(100, 1000, PERCENT, required=True)
    speaks = fields.List(fields.String(validate=validate.OneOf(SWITCHED, error=KNOWN)), load_default=list)
