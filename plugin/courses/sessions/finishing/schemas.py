"""What comes in when somebody finishes a session."""

from __future__ import annotations

from marshmallow import fields

from plugin.forms import Day, FormSchema


class Finish(FormSchema):
    """Which lines are promises of whoever finishes it, which of the other one, and by when."""

    mine = fields.List(fields.String(), load_default=list)
    theirs = fields.List(fields.String(), load_default=list)
    by_when = Day(load_default=None)
