"""What may be posted."""

from __future__ import annotations

from plugin.forms import FormSchema, Rich


class PostForm(FormSchema):
    """A post, a reply, or one's own post put right."""

    words = Rich(required=True, most=20_000)
