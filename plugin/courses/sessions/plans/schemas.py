"""What comes in when somebody plans a session, and how its fixed words are said."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from marshmallow import fields, validate

from plugin.courses.sessions.schemas import MODES, NOT_A_LENGTH
from plugin.forms import CHOOSE, FormSchema, Line, LocalMoment, Number, Rich, Tick

STATES = {
    "planned": _l("planned"),
    "met": _l("took place"),
    "missed": _l("did not take place"),
    "called off": _l("called off"),
}
EVERY = {"1": _l("Every week"), "2": _l("Every two weeks"), "4": _l("Every four weeks")}
MOST_TIMES = 26


class ChangedPlan(FormSchema):
    """When, how, where, and what about."""

    at = LocalMoment(required=True)
    minutes = Number(1, 1440, NOT_A_LENGTH, required=True)
    mode = fields.String(required=True, validate=validate.OneOf(list(MODES), error=CHOOSE))
    place = Line(load_default="")
    agenda = Rich(load_default=Markup(""))


class NewPlan(ChangedPlan):
    """One session, or several in the same rhythm."""

    whom = fields.String(required=True)
    times = Number(1, MOST_TIMES, _l("Please give a whole number, from 1 to 26."), load_default=1)
    every_weeks = fields.String(load_default="1", validate=validate.OneOf(list(EVERY), error=CHOOSE))


class CalledOff(FormSchema):
    """Why it does not take place, and whether that holds for those after it too."""

    why = Line(required=True)
    rest = Tick()


class DidNotMeet(FormSchema):
    """Why they did not meet; it need not be said."""

    missed_why = Line(load_default="")


class Brought(FormSchema):
    """What a mentee brings, each in a line."""

    win = Line(load_default="", most=500)
    block = Line(load_default="", most=500)
    idea = Line(load_default="", most=500)
    ask = Line(load_default="", most=500)
