"""What comes in when somebody gives a goal its numbers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.forms import CHOOSE, FormSchema, Number

LEVELS = {
    0: _l("0: not yet"),
    1: _l("1: with help"),
    2: _l("2: sometimes"),
    3: _l("3: alone"),
    4: _l("4: also when it is hard"),
    5: _l("5: I could teach it"),
}


class RatingForm(FormSchema):
    """How sure, and for a skill how far."""

    confidence = Number(1, 5, CHOOSE, load_default=None)
    level = Number(0, 5, CHOOSE, load_default=None)
