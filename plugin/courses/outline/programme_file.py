"""The form of a programme file: which lines it may have, and what each of them may say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from plugin import text as words
from plugin.courses.outline.models import KINDS
from plugin.courses.outline.programme import Item, Resource, Section
from plugin.courses.outline.programme_fields import (
    Part,
    Truth,
    Whole,
    at_most,
    cleanable,
    line,
    lines,
    one_of,
    prose,
    web,
)

SECTIONS = 400  # at most
LEVELS = 6  # of a skill, from 0 to 5
ASKED = ("assessment", "reflection")
# What each kind of item has beside its text: what it must have, then what it may have.
ITEMS: Mapping[str, tuple[set[str], set[str]]] = {
    "question": (set(), set()),
    "rating": ({"skill"}, {"levels", "by"}),
    "step": (set(), set()),
    "single": ({"options", "right"}, {"says"}),
    "multiple": ({"options", "right"}, {"says"}),
    "short": (set(), {"right", "says"}),
}
RESOURCES = {"link": ({"url"}, set()), "video": ({"url"}, set()), "page": (set(), {"text", "html"})}


def _has(kinds: Mapping[str, tuple[set[str], set[str]]], data: Mapping[str, Any]) -> None:
    """Refuse what a kind does not have, and the lack of what it must have."""
    kind = str(data.get("kind"))
    if kind not in kinds:
        return
    must, may = kinds[kind]
    every = set().union(*(one | other for one, other in kinds.values()))
    lacking = {name: [_("a %(kind)s needs this", kind=kind)] for name in must - data.keys()}
    extra = {
        name: [_("a %(kind)s has no such line", kind=kind)] for name in (every - must - may) & data.keys()
    }
    if lacking or extra:
        raise ValidationError({**lacking, **extra})


class ItemFile(Part):
    """A thing to ask as it is written."""

    kind = fields.String(required=True, validate=one_of(ITEMS))
    text = line(2_000, required=True)
    skill = line(120)
    levels = fields.List(
        prose(2_000), validate=validate.Length(equal=LEVELS, error=_l("six levels, from 0 to 5"))
    )
    by = fields.String(validate=one_of(("self", "mentor")))
    options = lines(500, most=20, least=2)
    right = lines(500, most=20, least=1)
    says = prose(5_000)

    @validates_schema(skip_on_field_errors=False)
    def fits_its_kind(self, data: dict[str, Any], **_kwargs: Any) -> None:
        _has(ITEMS, data)
        right, options = data.get("right", []), data.get("options")
        if options and [one for one, times in Counter(options).items() if times > 1]:
            raise ValidationError({"options": [_("each of them stands here once")]})
        if options and set(right) - set(options):
            raise ValidationError({"right": [_("what is right is one of the options, letter by letter")]})
        if data.get("kind") == "single" and len(right) > 1:
            raise ValidationError({"right": [_("one option alone is right")]})

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: Any) -> Item:
        return Item(**_frozen(data))


class ResourceFile(Part):
    """A resource as it is written."""

    kind = fields.String(required=True, validate=one_of(RESOURCES))
    title = line(required=True)
    why = line(1_000)
    minutes = Whole(1, 600)
    url = fields.String(validate=web)
    text = prose()
    html = fields.String(validate=[at_most(words.CAP), cleanable])
    skills = lines(120, most=30)

    @validates_schema(skip_on_field_errors=False)
    def has_what_its_kind_needs(self, data: dict[str, Any], **_kwargs: Any) -> None:
        _has(RESOURCES, data)
        if data.get("kind") == "page" and ("text" in data) == ("html" in data):
            raise ValidationError({"text": [_("a page has either 'text' or 'html'")]})
        if data.get("kind") == "page" and words.empty(data.get("text") or data.get("html")):
            raise ValidationError({"text": [_("a page needs its words")]})

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: Any) -> Resource:
        return Resource(**_frozen(data))


class SectionFile(Part):
    """A section as it is written."""

    kind = fields.String(required=True, validate=one_of(KINDS))
    title = line(required=True)
    purpose = line(2_000)
    text = prose()
    html = fields.String(validate=[at_most(words.CAP), cleanable])
    opens_day = Whole(0, 3_650)
    opens_after = line()
    due_day = Whole(0, 3_650)
    discussed = Truth()
    resources = fields.List(fields.Nested(ResourceFile), validate=validate.Length(max=1_000))
    questions = lines()
    items = fields.List(fields.Nested(ItemFile), validate=validate.Length(max=100))

    @validates_schema(skip_on_field_errors=False)
    def is_one_thing_at_a_time(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if "text" in data and "html" in data:
            raise ValidationError({"html": [_("there is 'text' already")]})
        if "opens_day" in data and "opens_after" in data:
            raise ValidationError({"opens_after": [_("there is 'opens_day' already")]})
        if data.get("items") and data.get("kind") not in ASKED:
            raise ValidationError(
                {"items": [_("an assessment or a reflection asks items, and no other kind")]}
            )

    @post_load
    def make(self, data: dict[str, Any], **_kwargs: Any) -> Section:
        return Section(**_frozen(data))


class ProgrammeFile(Part):
    """A programme as it is written."""

    title = line(required=True)
    for_whom = line(1_000)
    summary = line(2_000)
    cadence_days = Whole(1, 365, required=True)
    reply_days = Whole(1, 90)
    capacity = Whole(1, 1_000)
    anonymous = Truth()
    agreement = lines()
    sections = fields.List(
        fields.Nested(SectionFile),
        required=True,
        validate=validate.Length(
            1, SECTIONS, error=_l("a programme has 1 to %(most)s sections", most=SECTIONS)
        ),
    )

    @post_load
    def freeze(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return _frozen(data)


def _frozen(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in data.items()}
