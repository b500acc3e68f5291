"""What may come in where a discussion is let rest."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.forms import FormSchema, Line


class LockForm(FormSchema):
    """Why nothing more is said: everybody who reads the discussion reads this too."""

    why = Line(
        required=True, most=500, error_messages={"required": _l("Please say why, for those who read it.")}
    )
