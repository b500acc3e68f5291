"""What the Me page takes in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from plugin.forms import FormSchema, Line
from plugin.home.zones import known
from plugin.languages import LANGUAGES

THEMES = ("light", "dark", "auto")
OFTEN = ("immediate", "daily", "weekly", "off")


class MeForm(FormSchema):
    """How somebody wants to be shown and spoken to."""

    shown_name = Line(most=80, load_default="")
    workplace = Line(most=80, load_default="")
    locale = fields.String(load_default="", validate=validate.OneOf(["", *LANGUAGES]))
    zone = fields.String(
        required=True,
        validate=validate.OneOf(known(), error=_l("Please choose a time zone from the list.")),
    )
    theme = fields.String(load_default="light", validate=validate.OneOf(THEMES))
    mail = fields.String(load_default="daily", validate=validate.OneOf(OFTEN))
