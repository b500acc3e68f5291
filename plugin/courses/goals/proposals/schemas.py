"""What comes in when a mentor proposes something, and when it is answered."""

from __future__ import annotations

from markupsafe import Markup
from marshmallow import fields, validate

from plugin.forms import CHOOSE, Day, FormSchema, Line, Rich


class ProposalForm(FormSchema):
    """Other words, one more milestone, and why."""

    title = Line(required=True, most=160)
    outcome = Rich(load_default=Markup(""))
    milestone = Line(load_default="")
    milestone_due = Day(load_default=None)
    why = Line(required=True, most=500)


class Answer(FormSchema):
    """Taken or not, with a word to it."""

    take = fields.String(required=True, validate=validate.OneOf(["yes", "no"], error=CHOOSE))
    answer = Line(load_default="", most=500)
