"""What may come in where somebody brings something up."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from marshmallow import fields

from plugin.discussions.schemas import PostForm
from plugin.forms import FormSchema, Line, Tick


class TitleForm(FormSchema):
    """What a topic is called."""

    title = Line(
        required=True,
        most=120,
        error_messages={"required": _l("Please say in a few words what it is about.")},
    )


class AskForm(TitleForm, PostForm):
    """A question to whoever runs the course."""


class TopicForm(TitleForm, PostForm):
    """A new topic with its first post; `whom` is a group's id, or absent for everybody. `asks`: for advice."""

    asks = Tick()
    whom = fields.UUID(
        load_default=None,
        error_messages={"invalid_uuid": _l("Please choose everybody, or a group that you are in.")},
    )
