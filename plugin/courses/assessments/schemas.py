"""What may come in as answers: fields for each item of a section; and what a mentor says to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from marshmallow import fields, validate

from plugin.courses.assessments.models import Item
from plugin.courses.assessments.queries import is_mentors
from plugin.courses.assessments.record import Said, field_of
from plugin.forms import CHOOSE, Form, FormSchema, Line, Rich
from plugin.skills.models import LEVELS

PARTS = ("observed", "did")  # of a step, for the mentee to tick


def answers_to(items: Iterable[Item]) -> type[FormSchema]:
    """The form of a section with these items. No field is required: half an answer is worth keeping."""
    named: dict[str, Any] = {"then": _one_of("keep", "hand in", load_default="keep")}
    for item in items:
        if not is_mentors(item):
            named |= _fields(item)
    return cast(type[FormSchema], FormSchema.from_dict(named, name="AnswersForm"))


def response_to(items: Iterable[Item]) -> type[FormSchema]:
    """What a mentor says: words, a verdict, and the levels that are theirs to give."""
    named: dict[str, Any] = {
        "feedback": Rich(load_default=""),
        "verdict": _one_of("back", "done", required=True),
    }
    for item in items:
        if is_mentors(item):
            named |= _fields(item)
    return cast(type[FormSchema], FormSchema.from_dict(named, name="ResponseForm"))


def told_in(form: Form, items: Iterable[Item], *, mentors: bool = False) -> dict[UUID, Said]:
    """What a good form says to each item."""
    return {item.id: _said(form.values, item) for item in items if is_mentors(item) == mentors}


def as_typed(items: Iterable[Item], told: Mapping[UUID, Said]) -> dict[str, Any]:
    """The other way round: what the form of these items begins with."""
    typed: dict[str, Any] = {}
    for item in items:
        said = told.get(item.id, Said())
        name = field_of(item.id)
        if item.kind == "question":
            typed[name] = said.words
        elif item.kind == "rating":
            typed[name] = "" if said.level is None else str(said.level)
            typed[_shows(item)] = said.words
        elif item.kind in ("step", "multiple"):
            typed[name] = list(said.chosen)
        else:
            typed[name] = said.chosen[0] if said.chosen else ""
    return typed


class Signed(FormSchema):
    """Whether a step is signed off."""

    signed = fields.String(required=True, validate=validate.OneOf(["yes", "no"], error=CHOOSE))


def _fields(item: Item) -> dict[str, fields.Field[Any]]:
    name = field_of(item.id)
    if item.kind == "question":
        return {name: Rich(load_default="")}
    if item.kind == "rating":
        return {
            name: _one_of(*(str(level) for level in range(LEVELS)), load_default=""),
            _shows(item): Rich(load_default="", most=2000),
        }
    if item.kind == "step":
        return {name: _several(PARTS)}
    if item.kind == "short":
        return {name: Line(load_default="", most=200)}
    options = item.asks.get("options", [])
    return {name: _several(options) if item.kind == "multiple" else _one_of(*options, load_default="")}


def _said(values: Mapping[str, Any], item: Item) -> Said:
    name = field_of(item.id)
    value = values.get(name) or ""
    if item.kind == "question":
        return Said(words=value)
    if item.kind == "rating":
        return Said(words=values.get(_shows(item)) or "", level=int(value) if value else None)
    if item.kind in ("step", "multiple"):
        return Said(chosen=tuple(value))
    return Said(chosen=(value,) if value else ())


def _shows(item: Item) -> str:
    return f"shows_{item.id.hex}"


def _one_of(*words: str, **named: Any) -> fields.String:
    return fields.String(validate=validate.OneOf(words, error=CHOOSE), **named)


def _several(words: Sequence[str]) -> fields.List[str]:
    each = fields.String(validate=validate.OneOf(words, error=CHOOSE))
    return fields.List(each, load_default=list)
