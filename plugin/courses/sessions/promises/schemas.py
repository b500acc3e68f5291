"""What comes in when somebody moves a promise or lets it go, and how that is said."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.forms import Day, FormSchema, Line

KINDS = {"moved": _l("moved"), "let go": _l("let go"), "taken up": _l("taken up again")}


class Moved(FormSchema):
    """To which day, and why."""

    moved_to = Day(required=True)
    moved_why = Line(required=True, most=500)


class LetGo(FormSchema):
    """Why it is not going to be done."""

    let_go_why = Line(required=True, most=500)
