"""What comes in when something is done for several at once."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.courses.sessions.schemas import MODES, NOT_A_LENGTH
from plugin.forms import CHOOSE, Day, FormSchema, Line, LocalMoment, Number, Rich
from plugin.groups.several.queries import MOST


class ForSeveral(FormSchema):
    """For whom."""

    people = fields.List(
        fields.UUID(error_messages={"invalid_uuid": CHOOSE}),
        required=True,
        validate=validate.Length(min=1, max=MOST, error=_l("Please choose from one to {max} people.")),
    )


class MessageForm(ForSeveral):
    """The words that each of them reads alone."""

    message = Rich(required=True)


class ShareForm(ForSeveral):
    """What is shared, and what to say with it."""

    resource = fields.UUID(required=True, error_messages={"invalid_uuid": CHOOSE})
    note = Line(load_default="", most=500)


class PlanForm(ForSeveral):
    """When the first one begins, how long each takes, how and where."""

    first_at = LocalMoment(required=True)
    minutes = Number(1, 1440, NOT_A_LENGTH, required=True)
    mode = fields.String(required=True, validate=validate.OneOf(list(MODES), error=CHOOSE))
    place = Line(load_default="")


class ExtendForm(ForSeveral):
    """Which section, and until when."""

    section = fields.UUID(required=True, error_messages={"invalid_uuid": CHOOSE})
    new_due = Day(required=True)


FORMS = {"message": MessageForm, "share": ShareForm, "plan": PlanForm, "extend": ExtendForm}
