"""What may come in as answers: a field for each of a section's questions."""

from __future__ import annotations

from typing import cast

from plugin.courses.outline.models import Section
from plugin.forms import FormSchema, Rich


def answers_to(section: Section) -> type[FormSchema]:
    """The form of this section. No field is required: half an answer is worth keeping."""
    fields = {f"answer_{place}": Rich(load_default="") for place in range(len(section.questions))}
    return cast(type[FormSchema], FormSchema.from_dict(dict(fields), name="AnswersForm"))
