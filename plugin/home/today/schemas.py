"""What comes in when something is put off."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.forms import Day, FormSchema, Line


class LaterForm(FormSchema):
    """Until which day; tomorrow where none is said."""

    until = Day(load_default=None)


class NotNeededForm(FormSchema):
    """Why nothing needs to be done."""

    because = Line(
        required=True,
        most=200,
        error_messages={"required": _l("Please say why in a word or two, for yourself.")},
    )
