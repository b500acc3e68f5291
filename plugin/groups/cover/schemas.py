"""What comes in when a lead arranges cover."""

from __future__ import annotations

from marshmallow import fields

from plugin.forms import Day, FormSchema
from plugin.groups.schemas import CHOOSE


class CoverForm(FormSchema):
    """Who covers for whom, in which group or in all, and on which days, the first and the last with them."""

    covered = fields.UUID(required=True, error_messages=CHOOSE)
    covering = fields.UUID(required=True, error_messages=CHOOSE)
    covered_in = fields.UUID(load_default=None, error_messages=CHOOSE)
    first_day = Day(required=True)
    last_day = Day(required=True)
