"""YAML as people write it: read without its traps, each thing with the line that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from flask_babel import gettext as _

LARGEST = 500_000  # bytes; the programmes that come with Tandem are a twentieth of that
DEEPEST = 20
SIMPLE = ("null", "bool", "int", "float", "str", "timestamp")
TAG = "tag:yaml.org,2002:"

Path = tuple[str | int, ...]
# The same rules in C where PyYAML was built with it; its nodes and marks are the same.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_simply = yaml.constructor.SafeConstructor()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, and on which line; None where it is the whole."""

    line: int | None
    what: str

    def __str__(self) -> str:
        return _("line %(line)s: %(what)s", line=self.line, what=self.what) if self.line else self.what


class Faulty(ValueError):
    """A text that cannot be used as a programme; `faults` are all that were found, by their lines."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("; ".join(map(str, self.faults)))


@dataclass(slots=True)
class Written:
    """A text's content as plain lists, mappings and values; `lines` says where each part of it stands."""

    content: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int | None:
        """The line of a thing, or of the nearest one around it where it is missing itself."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def lines_of(text: str) -> Written:
    """Read a text. Raises Faulty for one that is no YAML, too large, too deep, or holds aliases or a key twice."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise Faulty(Fault(None, _("it is larger than %(most)s bytes", most=LARGEST)))
    try:
        _no_traps(text)
        root = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        last = text.count("\n", 0, len(text.rstrip())) + 1
        raise Faulty(Fault(min(line, last), _("not YAML: %(why)s", why=fault.problem))) from fault
    except (yaml.YAMLError, UnicodeError) as fault:
        raise Faulty(Fault(_line_of(fault, text), _("a character that YAML cannot hold"))) from fault
    written = Written()
    if root is not None:
        written.content = _plain(root, (), written)
    if written.faults:
        raise Faulty(*written.faults)
    return written


def _line_of(fault: Exception, text: str) -> int | None:
    place = getattr(fault, "position", None)
    return text.encode("utf-8", "replace")[:place].count(b"\n") + 1 if isinstance(place, int) else None


def _at(thing: Any) -> int:
    line: int = thing.start_mark.line
    return line + 1


def _no_traps(text: str) -> None:
    """Refuse aliases, which grow without end, and layers that no programme has, before anything is built."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            raise Faulty(Fault(_at(event), _("aliases ('*') are not allowed")))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise Faulty(Fault(_at(event), _("more than %(most)s layers", most=DEEPEST)))


def _plain(node: yaml.Node, path: Path, written: Written) -> Any:
    written.lines.setdefault(path, _at(node))
    if isinstance(node, yaml.SequenceNode) and node.tag == f"{TAG}seq":
        return [_plain(one, (*path, place), written) for place, one in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode) and node.tag == f"{TAG}map":
        return dict(_entries(node, path, written))
    if isinstance(node, yaml.ScalarNode) and node.tag.removeprefix(TAG) in SIMPLE:
        return _value(node, written)
    tag = node.tag.encode("ascii", "replace").decode()
    written.faults.append(Fault(_at(node), _("'%(tag)s' is not read here", tag=tag)))
    return None


def _entries(node: yaml.MappingNode, path: Path, written: Written) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = _at(key)
        if not isinstance(key, yaml.ScalarNode):
            written.faults.append(Fault(line, _("a name is one word")))
            continue
        if _unkept(key.value):
            written.faults.append(Fault(line, _("a character that cannot be kept")))
            continue
        if key.value in seen:
            written.faults.append(Fault(line, _("'%(name)s' stands twice", name=key.value)))
            continue
        seen.add(key.value)
        written.lines[(*path, key.value)] = line
        yield key.value, _plain(value, (*path, key.value), written)


def _value(node: yaml.ScalarNode, written: Written) -> Any:
    kind = node.tag.removeprefix(TAG)
    if _unkept(node.value):
        written.faults.append(Fault(_at(node), _("a character that cannot be kept")))
        return None
    if kind in ("str", "timestamp"):
        return node.value
    try:
        return _simply.yaml_constructors[node.tag](_simply, node)
    except (ValueError, KeyError, OverflowError):
        fault = _("'%(value)s' cannot be read", value=node.value[:40])
        written.faults.append(Fault(_at(node), fault))
        return None


def _unkept(value: str) -> bool:
    """Escapes can write what neither UTF-8 nor PostgreSQL holds: lone surrogates, and control characters."""
    return any(
        (letter < " " and letter not in "\n\t\r") or letter == "\x7f" or "\ud800" <= letter <= "\udfff"
        for letter in value
    )
