"""What may come in when a programme is saved, or brought in from a file."""

from __future__ import annotations

from marshmallow import fields

from plugin.forms import FormSchema, Line


class SavingForm(FormSchema):
    """What the running course is called as a programme, and for whom it is."""

    title = Line(required=True, most=120)
    for_whom = Line(load_default="", most=500)
    summary = Line(load_default="", most=1_000)


class BringingForm(FormSchema):
    """A programme's text; one that comes as a file stands beside it."""

    written = fields.String(load_default="")
