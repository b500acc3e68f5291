"""A programme as the text of a file: what is usual is left out, what has lines keeps them."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import yaml

from plugin.courses.outline.programme import Item, Programme, Resource, Section

HEAD = "# A programme for Tandem. It is copied into a course; changing this file changes no course that stands.\n"
ORDER = (
    *("title", "for_whom", "summary", "cadence_days", "reply_days", "capacity", "anonymous", "agreement"),
    *("kind", "skill", "by", "levels", "purpose", "why", "minutes", "url", "skills"),
    *("opens_day", "opens_after", "due_day", "discussed", "text", "html", "options", "right", "says"),
    *("resources", "questions", "items", "sections"),
)


def as_text(programme: Programme) -> str:
    """The programme's file; read again it is the same programme."""
    return HEAD + yaml.dump(_told(programme), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _told(part: Programme | Section | Resource | Item) -> dict[str, Any]:
    told = {
        one.name: getattr(part, one.name)
        for one in fields(part)
        if one.name != "key" and (one.default is MISSING or getattr(part, one.name) != one.default)
    }
    first = ("kind", "title", "text") if isinstance(part, Item) else ("kind", "title")
    names = sorted(told, key=lambda name: (name not in first, ORDER.index(name)))
    return {name: _value(told[name]) for name in names}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _told(value) if isinstance(value, Section | Resource | Item) else value


class _Dumper(yaml.SafeDumper):
    """Lists stand further in than what holds them, and words with several lines keep these."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _words(dumper: yaml.SafeDumper, said: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(said), style="|" if "\n" in said else None)


_Dumper.add_representer(str, _words)
