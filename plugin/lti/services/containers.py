"""A page of members read piece by piece: however long it is, one member is in memory at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from typing import Any

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")


class Unreadable(ValueError):
    """A page that is no list of members."""


class Container:
    """A membership container: https://www.imsglobal.org/spec/lti-nrps/v2p0#membership-container-media-type.

    `context` is what it says of the course, known once all members have been read.
    """

    def __init__(self, body: bytes) -> None:
        self.context: Any = None
        self._body = body

    def members(self) -> Iterator[Any]:
        """Each member as it stands there. Raises Unreadable at the first letter that is amiss, or in the end."""
        try:
            yield from self._members(self._body.decode("utf-8-sig"))
        except Unreadable:
            raise
        except (ValueError, RecursionError) as fault:
            raise Unreadable from fault

    def _members(self, text: str) -> Iterator[Any]:
        listed = False
        at = _after(text, 0, "{")
        while True:
            name, at = _value(text, at)
            at = _after(text, at, ":")
            if name == "members":
                if listed:
                    raise Unreadable
                listed, at = True, (yield from _items(text, _after(text, at, "[")))
            else:
                value, at = _value(text, at)
                if name == "context":
                    self.context = value
            at, mark = _one_of(text, at, ",}")
            if mark == "}":
                break
        if not listed or _SPACE.match(text, at).end() != len(text):  # type: ignore[union-attr]  # it matches nothing too
            raise Unreadable


def _items(text: str, at: int) -> Generator[Any, None, int]:
    """The values of a list whose bracket has been read; gives where it ends."""
    at = _skipped(text, at)
    if text[at : at + 1] == "]":
        return at + 1
    while True:
        item, at = _value(text, at)
        yield item
        at, mark = _one_of(text, at, ",]")
        if mark == "]":
            return at


def _value(text: str, at: int) -> tuple[Any, int]:
    return _DECODER.raw_decode(text, _skipped(text, at))


def _after(text: str, at: int, mark: str) -> int:
    return _one_of(text, at, mark)[0]


def _one_of(text: str, at: int, marks: str) -> tuple[int, str]:
    at = _skipped(text, at)
    mark = text[at : at + 1]
    if not mark or mark not in marks:
        raise Unreadable
    return at + 1, mark


def _skipped(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
