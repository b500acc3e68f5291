"""A text read as a programme, or every fault that keeps it from being one, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError

from plugin.courses.outline.programme import Programme
from plugin.courses.outline.programme_file import ProgrammeFile
from plugin.courses.outline.programme_lines import Fault, Faulty, Path, Written, lines_of


def read_text(written: str, key: str) -> Programme:
    """A text as the programme of that key. Raises Faulty with every fault and its line."""
    found = lines_of(written)
    try:
        loaded: dict[str, Any] = ProgrammeFile().load(found.content)
    except ValidationError as fault:
        raise Faulty(*_faults(fault.messages, found), *_misplaced(found)) from fault
    if crossed := list(_misplaced(found)):
        raise Faulty(*crossed)
    return Programme(key=key, **loaded)


def _faults(messages: Any, found: Written, path: Path = ()) -> Iterator[Fault]:
    """The nested messages of marshmallow as 'where: what'; people count from one."""
    if isinstance(messages, Mapping):
        for step, inner in messages.items():
            yield from _faults(inner, found, path if step == "_schema" else (*path, step))
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield _fault(str(message), found, path)


def _fault(message: str, found: Written, path: Path) -> Fault:
    where = " ".join(str(step + 1) if isinstance(step, int) else str(step) for step in path)
    return Fault(found.line(path) or 1, f"{where}: {message.rstrip('.')}" if where else message.rstrip("."))


def _misplaced(found: Written) -> Iterator[Fault]:
    """What only the sections together show: a title that stands twice, and an order that never begins."""
    listed = found.content.get("sections") if isinstance(found.content, Mapping) else None
    sections = listed if isinstance(listed, list) else []
    titles = [one.get("title") if isinstance(one, Mapping) else None for one in sections]
    after: dict[Any, Any] = {}
    for one in sections:
        if isinstance(one, Mapping) and isinstance(one.get("title"), str):
            after.setdefault(one["title"], one.get("opens_after"))
    for number, title in enumerate(titles):
        if isinstance(title, str) and title in titles[:number]:
            said = _("the title '%(title)s' stands twice", title=title)
            yield _fault(said, found, ("sections", number, "title"))
        if isinstance(title, str) and titles.index(title) == number and (said := _never_opens(title, after)):
            yield _fault(said, found, ("sections", number, "opens_after"))


def _never_opens(title: str, after: Mapping[Any, Any]) -> str:
    if not isinstance(after[title], str):
        return ""  # at once; or no title, and that is said already
    if after[title] not in after:
        return str(_("there is no section called '%(title)s'", title=after[title]))
    step, seen = after[title], {title}
    while isinstance(step, str) and step not in seen:
        seen.add(step)
        step = after.get(step)
    return str(_("it would wait for itself")) if step == title else ""
