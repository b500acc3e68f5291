"""What may come in about a section, about where it goes, and about its whole course."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields, pre_load, validate, validates_schema

from plugin.courses.outline.models import KINDS
from plugin.forms import CHOOSE, Day, FormSchema, Line, Number, Rich

DAYS = _l("Please give whole days, from 0 to 730.")
OPENS = {"once": None, "day": "opens_day", "date": "opens_on", "after": "opens_after"}
DUE = {"none": None, "day": "due_day", "date": "due_on"}
QUESTIONS = 40
LONGEST_QUESTION = 300


def _one_of(*words: str, default: str) -> fields.String:
    return fields.String(load_default=default, validate=validate.OneOf(words, error=CHOOSE))


def _days() -> Number:
    return Number(0, 730, DAYS, load_default=None)


class Lines(fields.String):
    """Questions, one on each line."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        said = super()._deserialize(value, attr, data, **kwargs)
        cleaned = ("".join(c for c in line if c.isprintable()).strip() for line in said.splitlines())
        lines = tuple(line for line in cleaned if line)
        if len(lines) > QUESTIONS:
            raise ValidationError(_("Please keep this to %(most)s questions.", most=QUESTIONS))
        if any(len(line) > LONGEST_QUESTION for line in lines):
            raise ValidationError(
                _("Please keep each question to %(most)s characters.", most=LONGEST_QUESTION)
            )
        return lines


class ChangeForm(FormSchema):
    """What a section says, when it opens and by when it should be done."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS, error=CHOOSE))
    title = Line(required=True, most=150)
    purpose = Line(load_default="", most=300)
    words = Rich(load_default="")
    opens = _one_of(*OPENS, default="once")
    opens_day = _days()
    opens_on = Day(load_default=None)
    opens_after = fields.UUID(load_default=None, error_messages={"invalid_uuid": CHOOSE})
    due = _one_of(*DUE, default="none")
    due_day = _days()
    due_on = Day(load_default=None)
    discussed = _one_of("yes", "no", default="yes")
    questions = Lines(load_default=())

    @pre_load
    def _blank_is_absent(self, typed: Any, **kwargs: Any) -> dict[str, Any]:
        """What belongs to a rule that was not chosen counts as absent too, whatever stands in it."""
        given: dict[str, Any] = super()._blank_is_absent(typed, **kwargs)
        for rule, names in (("opens", OPENS), ("due", DUE)):
            for name in names.values():
                if name and names.get(str(given.get(rule))) != name:
                    given.pop(name, None)
        return given

    @validates_schema(skip_on_field_errors=False)
    def _rules_are_whole(self, given: dict[str, Any], **_kwargs: Any) -> None:
        for rule, names in (("opens", OPENS), ("due", DUE)):
            name = names.get(given.get(rule, ""))
            if name and name in given and given[name] is None:
                raise ValidationError(_("Please fill this in, or choose otherwise."), name)


class SectionForm(ChangeForm):
    """The same of a new one: whose it is, and where it goes."""

    whose = fields.String(
        required=True,
        error_messages={"required": _l("Choose for whom it is.")},
        validate=validate.Length(max=60),
    )
    place = fields.String(load_default="last", validate=validate.Length(max=60))


class MoveForm(FormSchema):
    """One place up or down, or straight after another section; 'first' is before all of them."""

    to = _one_of("up", "down", "after", default="after")
    after = fields.String(load_default="first", validate=validate.Length(max=60))
