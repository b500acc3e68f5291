"""What may come in as answers: a field for each item of a section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from plugin.courses.assessments.models import Item
from plugin.forms import FormSchema, Rich


def answers_to(items: Sequence[Item]) -> type[FormSchema]:
    """The form of a section with these items. No field is required: half an answer is worth keeping."""
    fields = {f"answer_{item.id.hex}": Rich(load_default="") for item in items}
    return cast(type[FormSchema], FormSchema.from_dict(dict(fields), name="AnswersForm"))
