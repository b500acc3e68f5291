"""What may come in about a file, beside the file itself."""

from __future__ import annotations

from flask_babel import lazy_gettext

from plugin.courses.resources.files.actions import LONGEST_TITLE
from plugin.forms import FormSchema, Line, Number, Rich

MINUTES = lazy_gettext("Please give whole minutes, from 1 to 600.")


class FileForm(FormSchema):
    """What a lead or a mentor says about a file."""

    title = Line(load_default="", most=LONGEST_TITLE)
    words = Rich(load_default="")
    minutes = Number(1, 600, MINUTES, load_default=None)
    why = Line(load_default="", most=300)
