"""What comes in when a flag is set aside."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.forms import Day, FormSchema, Line


class AsideForm(FormSchema):
    """Since when it holds, as its page said; until which day; and why."""

    since = Day(required=True)
    aside_until = Day(load_default=None)
    aside_why = Line(
        required=True,
        most=200,
        error_messages={"required": _l("Please say why in a word or two, for yourself.")},
    )
