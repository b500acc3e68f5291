"""What comes in when somebody says what to ask, a form for each kind, and how the kinds are called."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields, validate

from plugin.courses.assessments.asking import Asked
from plugin.forms import CHOOSE, Form, FormSchema, Line
from plugin.skills.models import LEVELS

KINDS = {
    "question": _l("Question"),
    "rating": _l("Level of a skill"),
    "step": _l("Step to sign off"),
    "single": _l("Quiz: one answer"),
    "multiple": _l("Quiz: several answers"),
    "short": _l("Quiz: a short answer"),
}
BY = {"self": _l("The mentee, of themselves"), "mentor": _l("The mentor, of the mentee")}
LINES = 20
LONGEST = 200


class Lines(fields.Field[list[str]]):
    """A textarea with one thing on each line; empty lines and doubles go."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        bare = (
            "".join(c for c in line if c.isprintable() or c.isspace()) for line in str(value).splitlines()
        )
        lines = list(dict.fromkeys(one for line in bare if (one := " ".join(line.split()))))
        if len(lines) > LINES:
            raise ValidationError(_("Please keep this to %(most)s lines.", most=LINES))
        if any(len(line) > LONGEST for line in lines):
            raise ValidationError(_("Please keep each line to %(most)s characters.", most=LONGEST))
        return lines


class QuestionForm(FormSchema):
    """A question, or a step."""

    text = Line(required=True, most=500)


class RatingForm(QuestionForm):
    """A level of a skill; its levels are described once, by whoever names it first."""

    by = fields.String(load_default="self", validate=validate.OneOf(list(BY), error=CHOOSE))


class NewRatingForm(RatingForm):
    """The same with the skill that it is of, which stays what it is later."""

    skill = Line(required=True, most=120)
    levels = Lines(load_default=list)


class ShortForm(QuestionForm):
    """A quiz question that is answered in a line."""

    right = Lines(load_default=list)
    says = Line(load_default="", most=1000)


class ChoiceForm(ShortForm):
    """A quiz question with options."""

    options = Lines(load_default=list)


def form_for(kind: str, *, new: bool) -> type[FormSchema]:
    """The form of a kind."""
    if kind == "rating":
        return NewRatingForm if new else RatingForm
    if kind == "short":
        return ShortForm
    return ChoiceForm if kind in ("single", "multiple") else QuestionForm


def asked_in(kind: str, form: Form) -> Asked:
    """What a good form says."""
    return Asked(kind, **form.values)


def levels_fault(form: Form) -> str:
    """What is wrong with the levels that somebody describes: all six of them, or none."""
    given = len(form.values.get("levels", ()))
    return "" if given in (0, LEVELS) else _("Please describe all six levels, or none.")
