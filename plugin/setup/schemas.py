"""What may come in while a course is set up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import FormSchema, Line, Number, Tick
from plugin.groups.schemas import CHOOSE, KNOWN

GROUP = {"required": _l("Please choose a group."), "invalid_uuid": _l("Please choose a group.")}
A_YEAR = _l("Please give a number of days from 1 to 365.")
THREE_MONTHS = _l("Please give a number of days from 1 to 90.")
AS_MANY = _l("Please give a number from 1 to 1000, or leave it empty.")
HOW_MANY = _l("Please give a number from 0 to 1000, or leave it empty.")


class ProgrammeForm(FormSchema):
    """Which programme, and what the course is called."""

    programme = fields.String(required=True, error_messages={"required": _l("Choose one of the programmes.")})
    title = Line(required=True, most=120)


class StepForm(FormSchema):
    """A step that is done for now."""

    step = fields.String(required=True, validate=validate.OneOf(["roster", "people"]))


class SeatForm(FormSchema):
    """People to put into one of the groups, all with the same part."""

    group = fields.UUID(required=True, error_messages=GROUP)
    people = fields.List(
        fields.UUID(error_messages=CHOOSE), load_default=list, validate=validate.Length(max=50)
    )
    part = fields.String(required=True, validate=validate.OneOf(["mentor", "mentee"], error=KNOWN))
    shared = Tick()


class CadenceForm(FormSchema):
    """How often people meet, how soon they reply, beside what there is talk, and whether without a name too."""

    cadence_days = Number(1, 365, A_YEAR, required=True)
    reply_days = Number(1, 90, THREE_MONTHS, required=True)
    discussed = fields.List(fields.UUID(), load_default=list)
    anonymous = Tick()
    hide_flagged = Tick()


def capacity_form(mentors: Iterable[UUID]) -> type[FormSchema]:
    """How many mentees a mentor has room for in this course, and those mentors of whom something else is true."""
    asked = {"capacity": Number(1, 1000, AS_MANY, load_default=None)}
    asked |= {f"capacity_{one.hex}": Number(0, 1000, HOW_MANY, load_default=None) for one in mentors}
    before = {f"was_{name}": fields.String(load_default="") for name in asked}
    return cast(type[FormSchema], FormSchema.from_dict({**asked, **before}, name="CapacityForm"))
