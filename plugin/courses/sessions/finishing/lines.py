"""Which lines of a note may be promises; of plain words, without a database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from plugin.text import to_plain

LONGEST = 200  # characters, as many as an action holds
SHORTEST = 3
MOST = 30
FENCE = "```"
MARKED = re.compile(r"^(?:→|->|=>|\[ ?\])\s*")
LISTED = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a note. `marked`: whoever wrote it meant a promise. `owner_id` is whose, where its beginning says so."""

    words: str
    marked: bool = False
    owner_id: UUID | None = None


def lines_of(note: str, people: Mapping[UUID, str] | None = None) -> list[NoteLine]:
    """The lines of a note, marked ones first. `people` are those who were there, by their names.

    A line that begins with an arrow or an empty box is marked; after that a name and a colon say whose it is.
    """
    found: dict[str, NoteLine] = {}
    for line in _outside_code(to_plain(note)):
        read = _read(line, people or {})
        if len(read.words) >= SHORTEST:
            found.setdefault(read.words, read)
    return sorted(found.values(), key=lambda one: not one.marked)[:MOST]


def _outside_code(plain: str) -> Iterator[str]:
    inside = False
    for line in plain.splitlines():
        if line.strip().startswith(FENCE):
            inside = not inside
        elif not inside:
            yield line.strip()


def _read(line: str, people: Mapping[UUID, str]) -> NoteLine:
    listed = LISTED.sub("", line)
    words = MARKED.sub("", listed)
    marked = words != listed
    name, colon, rest = words.partition(":")
    owner = _called(name, people) if colon and rest.strip() else None
    return NoteLine((rest if owner else words).strip()[:LONGEST].rstrip(), marked or owner is not None, owner)


def _called(name: str, people: Mapping[UUID, str]) -> UUID | None:
    """Who is called so, by their whole name or its first word, where that is one of them."""
    said = name.strip().casefold()
    theirs = [one for one, whole in people.items() if said in _names_of(whole)]
    return theirs[0] if len(theirs) == 1 else None


def _names_of(whole: str) -> set[str]:
    folded = whole.casefold()
    return {folded, folded.partition(" ")[0]}
