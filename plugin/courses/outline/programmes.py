"""Programmes: what a course can begin as, read from `config/programmes/` and checked before anything starts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from plugin.courses.outline.models import KINDS
from plugin.settings import SettingsError, config_folder

LARGEST = 200_000  # bytes; ours are a tenth of that
QUESTIONED = {"assessment", "reflection"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A link, or a page whose text is plain: paragraphs, and lists of '- ' lines."""

    kind: str
    title: str
    why: str
    minutes: int | None = None
    url: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the outline; `opens_day` counts from the mentee's start, None is at once."""

    kind: str
    title: str
    purpose: str
    text: str = ""
    opens_day: int | None = None
    resources: tuple[Resource, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A template for a course. It is copied: changing the file changes no course that stands."""

    key: str
    title: str
    for_whom: str
    summary: str
    cadence_days: int
    agreement: tuple[str, ...]
    sections: tuple[Section, ...]


def programmes() -> list[Programme]:
    """Every programme by title. Raises SettingsError, naming the file and its fault, when one cannot be used."""
    return list(_all(config_folder() / "programmes").values())


def programme(key: str) -> Programme:
    """The programme of this key. Raises KeyError."""
    return _all(config_folder() / "programmes")[key]


@cache
def _all(folder: Path) -> Mapping[str, Programme]:
    found = [read(file) for file in sorted(folder.glob("*.yaml"))]
    if not found:
        raise SettingsError(f"There is no programme in {folder}: a course would have nothing to begin as.")
    return {each.key: each for each in sorted(found, key=lambda each: each.title)}


def read(file: Path) -> Programme:
    """One file as a programme; its name is the key. Raises SettingsError."""
    try:
        if not re.fullmatch(r"[a-z0-9-]{1,60}", file.stem):
            raise ValueError("its name may have small letters, digits and '-' only")
        if file.stat().st_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST} bytes")
        written = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader, made stricter
        loaded: dict[str, Any] = ProgrammeFile().load(written)
    except ValidationError as fault:
        raise SettingsError(
            f"{_named(file)} cannot be used: {'; '.join(_faults(fault.messages))}."
        ) from fault
    except yaml.MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}, " if fault.problem_mark else ""
        raise SettingsError(f"{_named(file)} is not YAML that we read: {line}{fault.problem}.") from fault
    except (yaml.YAMLError, OSError, ValueError, RecursionError) as fault:
        raise SettingsError(f"{_named(file)} cannot be read: {fault}.") from fault
    return Programme(key=file.stem, **loaded)


class _Loader(yaml.SafeLoader):
    """YAML without its two traps: aliases, which grow without end, and a key written twice, which hides the first."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call] # their stubs leave it bare
            raise yaml.composer.ComposerError(None, None, "aliases ('*') are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        written = Counter(key.value for key, _value in node.value if isinstance(key, yaml.ScalarNode))
        if twice := [key for key, times in written.items() if times > 1]:
            raise yaml.constructor.ConstructorError(None, None, f"'{twice[0]}' stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _line(*, longest: int = 200, **options: Any) -> fields.String:
    options.setdefault("required", True)
    return fields.String(validate=[validate.Length(1, longest), _not_blank], **options)


def _not_blank(value: str) -> None:
    if not value.strip() or "\n" in value.strip():
        raise ValidationError("must be one line with words in it")


def _titled_once(things: Sequence[Resource | Section]) -> None:
    titles = [thing.title for thing in things]
    if twice := [title for title in titles if titles.count(title) > 1]:
        raise ValidationError(f"the title '{twice[0]}' stands twice")


class ResourceFile(Schema):
    """A resource as it is written."""

    kind = fields.String(required=True, validate=validate.OneOf(["link", "page"]))
    title = _line()
    why = _line(longest=300)
    minutes = fields.Integer(strict=True, validate=validate.Range(1, 600))
    url = fields.Url(schemes={"https"})
    text = fields.String(validate=validate.Length(1, 20_000))

    @validates_schema
    def has_what_its_kind_needs(self, data: dict[str, Any], **_: Any) -> None:
        needed, other = ("url", "text") if data.get("kind") == "link" else ("text", "url")
        if needed not in data or other in data:
            raise ValidationError(f"a {data.get('kind')} has '{needed}' and no '{other}'")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Resource:
        return Resource(**data)


class SectionFile(Schema):
    """A section as it is written."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    title = _line()
    purpose = _line(longest=500)
    text = fields.String(validate=validate.Length(1, 20_000))
    opens_day = fields.Integer(strict=True, validate=validate.Range(0, 730))
    resources = fields.List(fields.Nested(ResourceFile))
    questions = fields.List(_line(longest=500))

    @validates_schema
    def asks_where_it_must(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("kind") in QUESTIONED and not data.get("questions"):
            raise ValidationError(f"a section of the kind '{data['kind']}' needs questions")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Section:
        return Section(**{**data, **{many: tuple(data.get(many, ())) for many in ("resources", "questions")}})


class ProgrammeFile(Schema):
    """A programme as it is written."""

    title = _line()
    for_whom = _line(longest=500)
    summary = _line(longest=1_000)
    cadence_days = fields.Integer(required=True, strict=True, validate=validate.Range(1, 365))
    agreement = fields.List(_line(longest=500), required=True, validate=validate.Length(1))
    sections = fields.List(
        fields.Nested(SectionFile), required=True, validate=[validate.Length(1, 40), _titled_once]
    )

    @post_load
    def freeze(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        _titled_once([resource for section in data["sections"] for resource in section.resources])
        return {**data, "agreement": tuple(data["agreement"]), "sections": tuple(data["sections"])}


def _named(file: Path) -> str:
    return f"config/programmes/{file.name}"


def _faults(messages: Any, path: str = "") -> Iterator[str]:
    """The nested messages of marshmallow as 'where: what', people's way of counting from one."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = "" if key == "_schema" else f"{key + 1}" if isinstance(key, int) else f"{key}"
            yield from _faults(inner, f"{path} {step}".strip())
    else:
        for message in messages if isinstance(messages, list) else [messages]:
            said = str(message).rstrip(".")
            yield f"{path}: {said}" if path else said
