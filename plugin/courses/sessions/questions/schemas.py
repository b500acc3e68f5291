"""What comes in when somebody keeps a question or tells their story, and how the stages are said."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from marshmallow import fields, validate

from plugin.courses.sessions.questions.models import STAGES as KNOWN
from plugin.forms import CHOOSE, FormSchema, Line, Rich

STAGES = {
    "goal": _l("Goal: where to"),
    "reality": _l("Reality: how it is"),
    "options": _l("Options: what could be done"),
    "will": _l("Will: what you will do"),
    "mentor": _l("To put to a mentor"),
}


class KeptQuestion(FormSchema):
    """A question and where it belongs."""

    question = Line(required=True)
    stage = fields.String(required=True, validate=validate.OneOf(list(KNOWN), error=CHOOSE))


class StoryForm(FormSchema):
    """A mentor's story; empty, there is none."""

    story = Rich(load_default=Markup(""))
