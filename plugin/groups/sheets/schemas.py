"""What may come in with a sheet."""

from __future__ import annotations

from marshmallow import fields

from plugin.forms import FormSchema


class SheetForm(FormSchema):
    """The lines as they were pasted, and whether to do what the preview said."""

    sheet = fields.String(load_default="")
    checked = fields.String(load_default="")
