"""An answer to be used again, as it comes in."""

from __future__ import annotations

from marshmallow import fields

from plugin.forms import CHOOSE, FormSchema, Line, Rich


class AnswerForm(FormSchema):
    """Its words."""

    answer = Rich(required=True)


class UseForm(FormSchema):
    """What it is used for: a reply to a post, or a word to several people, whose ids stand with commas between."""

    post = fields.UUID(load_default=None, error_messages={"invalid_uuid": CHOOSE})
    people = Line(load_default="", most=4000)
