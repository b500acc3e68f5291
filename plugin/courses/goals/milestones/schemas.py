"""What comes in when somebody writes about a milestone."""

from __future__ import annotations

from marshmallow import fields, validate

from plugin.forms import CHOOSE, Day, FormSchema, Line, Tick

NOT_ONE = {"invalid_uuid": CHOOSE}


class NewMilestone(FormSchema):
    """One more milestone."""

    what = Line(required=True)
    due = Day(required=True)
    done_when = Line(load_default="")


class ChangedMilestone(NewMilestone):
    """A milestone as it is to stand: whose, after which other one, and whether what waits for it moves along."""

    by = fields.UUID(load_default=None, error_messages=NOT_ONE)
    after = fields.UUID(load_default=None, error_messages=NOT_ONE)
    push = Tick()


class Moved(FormSchema):
    """One place up or down."""

    way = fields.String(required=True, validate=validate.OneOf(["up", "down"], error=CHOOSE))
