"""What a lead may answer to a proposal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import FormSchema, Line, Tick
from plugin.groups.schemas import CHOOSE

CHOOSE_GROUP = {"required": _l("Please choose a group."), "invalid_uuid": _l("Please choose a group.")}


class AnswerForm(FormSchema):
    """The mark of what was seen; and, where something stands in the way, that it is meant all the same."""

    seen = fields.String(load_default="")
    shared = Tick()
    without = Tick()


class MakeForm(AnswerForm):
    """What the new group is called, and who mentors it: the LMS does not say."""

    name = Line(required=True, most=80)
    mentors = fields.List(
        fields.UUID(error_messages=CHOOSE), load_default=list, validate=validate.Length(max=50)
    )


class SameForm(AnswerForm):
    """Which learning group it is already."""

    group = fields.UUID(required=True, error_messages=CHOOSE_GROUP)
