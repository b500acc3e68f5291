"""What comes in when somebody writes about a session, and how its fixed words are said."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from marshmallow import ValidationError, fields, validate, validates_schema

from plugin.forms import CHOOSE, Day, FormSchema, Line, LocalMoment, Number, Rich

MODES = {
    "in person": _l("In person"),
    "video": _l("Video"),
    "call": _l("Call"),
    "chat": _l("Chat"),
    "event": _l("Event"),
}
NOT_A_LENGTH = _l("Please give whole minutes, from 1 to 1440.")
NOT_A_COST = _l("Please give a whole number, up to 1000000, or leave it empty.")
NOBODY = {"invalid_uuid": CHOOSE}


class ChangedSession(FormSchema):
    """When, how, and what was shared."""

    at = LocalMoment(required=True)
    minutes = Number(1, 1440, NOT_A_LENGTH, load_default=None)
    mode = fields.String(required=True, validate=validate.OneOf(list(MODES), error=CHOOSE))
    shared = Rich(load_default=Markup(""))
    ideas = Rich(load_default=Markup(""))
    cost = Number(0, 1_000_000, NOT_A_COST, load_default=None)


class LoggedSession(ChangedSession):
    """A session with whoever was there, a private note and one action."""

    whom = fields.String(required=True)
    plan = fields.UUID(load_default=None, error_messages=NOBODY)
    present = fields.List(fields.UUID(error_messages=NOBODY), load_default=list)
    private = Rich(load_default=Markup(""))
    action = Line(load_default="")
    action_owner = fields.UUID(load_default=None, error_messages=NOBODY)
    action_due = Day(load_default=None)

    @validates_schema
    def _a_promise_is_whole(self, said: dict[str, Any], **_kwargs: Any) -> None:
        given = {name for name in ("action", "action_owner", "action_due") if said.get(name)}
        if not given:
            return
        missing = {
            "action": _("Please say what was promised, or leave the other two empty."),
            "action_owner": _("Please say who promised it."),
            "action_due": _("Please say by which day: a promise has a date."),
        }
        if wrong := {name: [sentence] for name, sentence in missing.items() if name not in given}:
            raise ValidationError(wrong)


class Note(FormSchema):
    """What somebody keeps to themselves."""

    words = Rich(load_default=Markup(""))


class NewAction(FormSchema):
    """A promise: who, what, by when."""

    what = Line(required=True)
    owner = fields.UUID(required=True, error_messages=NOBODY)
    due = Day(required=True)
