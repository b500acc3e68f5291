"""What comes in when somebody says how a goal stands, and how its states are said."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.courses.goals.models import STATES as KNOWN
from plugin.forms import CHOOSE, Day, FormSchema, Line

STATES = {
    "draft": _l("Draft"),
    "agreed": _l("Agreed"),
    "in progress": _l("In progress"),
    "trying": _l("Trying it"),
    "paused": _l("Paused"),
    "achieved": _l("Achieved"),
    "let go": _l("Let go"),
}
TURNS = {
    "in progress": _l("I am working on it"),
    "paused": _l("I pause it"),
    "achieved": _l("I achieved it"),
    "let go": _l("I let it go"),
}


class Turn(FormSchema):
    """How it stands now, why, and for a pause until when."""

    state = fields.String(required=True, validate=validate.OneOf(list(KNOWN), error=CHOOSE))
    turn_why = Line(load_default="", most=500)
    rest_until = Day(load_default=None)


class AgreeForm(FormSchema):
    """A word to it; it need not be said."""

    agree_why = Line(load_default="", most=500)
