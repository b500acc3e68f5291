"""What a lead may ask for."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import Day, FormSchema, Line, Tick

CHOOSE = {
    "required": _l("Please choose somebody."),
    "invalid_uuid": _l("Please choose somebody from the list."),
}
KNOWN = _l("Please choose one of these.")
NAMES: dict[str, bool | None] = {"": None, "may": True, "stand": False}


class GroupForm(FormSchema):
    """A new group."""

    name = Line(required=True, most=80)


class PlacesForm(FormSchema):
    """People to put into a group, all with the same part."""

    people = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=50))
    part = fields.String(required=True, validate=validate.OneOf(["mentor", "mentee"], error=KNOWN))
    shared = Tick()


class WaysForm(FormSchema):
    """What a group says of names in its talk: '' as the course does, 'may' be left out, or they 'stand'; and whether its
    mentees are in no other."""

    names = fields.String(load_default="", validate=validate.OneOf(list(NAMES), error=KNOWN))
    alone = Tick()


class LeaveForm(FormSchema):
    """Somebody to take out of a group."""

    person = fields.UUID(required=True, error_messages=CHOOSE)


class PairForm(FormSchema):
    """Who mentors whom; a guest has a last day."""

    mentor = fields.UUID(required=True, error_messages=CHOOSE)
    mentee = fields.UUID(required=True, error_messages=CHOOSE)
    last_day = Day(load_default=None)
    shared = Tick()


class GiveForm(FormSchema):
    """People who lost their mentor, and either another one for them or a group."""

    people = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=50))
    new_mentor = fields.UUID(load_default=None, error_messages=CHOOSE)
    new_group = fields.UUID(load_default=None, error_messages=CHOOSE)


class RoleForm(FormSchema):
    """Somebody's part in running the course."""

    role = fields.String(required=True, validate=validate.OneOf(["lead", "member"], error=KNOWN))
