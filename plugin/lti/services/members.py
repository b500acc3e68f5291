"""Members as a learning site lists them, kept aside until the list is whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

_MAKE = (
    "CREATE TABLE said (sub TEXT PRIMARY KEY, name TEXT, email TEXT, role TEXT, active INT, groups TEXT,"
    " taken INT DEFAULT 0) WITHOUT ROWID"
)
_ADD = "INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING"
_PUT = "REPLACE INTO said VALUES (?, ?, ?, ?, ?, ?, 0)"
_EVERYBODY = "SELECT * FROM said ORDER BY sub"
_THESE = "SELECT * FROM said WHERE sub IN (SELECT value FROM json_each(?))"
_TAKE = "UPDATE said SET taken = 1 WHERE sub IN (SELECT value FROM json_each(?))"
_REST = "SELECT * FROM said WHERE NOT taken AND active AND sub > ? ORDER BY sub LIMIT ?"
_GROUPS = "SELECT DISTINCT groups FROM said WHERE active AND groups <> ''"
_SEPARATOR = "\n"  # ids are printable


@dataclass(frozen=True, slots=True)
class MemberSaid:
    """A member in the words of their LMS; what it does not share is an empty string. `role` is 'lead' or 'member'."""

    sub: str
    name: str
    email: str
    role: str
    active: bool
    group_ids: tuple[str, ...] = ()

    def beside(self, other: MemberSaid) -> MemberSaid:
        """The same person listed twice, with two roles perhaps: they have the rights of both."""
        lead = "lead" in (self.role if self.active else "", other.role if other.active else "")
        return replace(
            self,
            name=self.name or other.name,
            email=self.email or other.email,
            role="lead" if lead else self.role if self.active else other.role,
            active=self.active or other.active,
            group_ids=tuple(dict.fromkeys(self.group_ids + other.group_ids)),
        )


class Members(Collection[MemberSaid]):
    """A whole list, each person once, in a file of its own that is gone when this is closed.

    In a file, so that ten thousand take no more memory than a hundred. `take` sets people aside; `rest` are the others.
    """

    def __init__(self, members: Iterable[MemberSaid] = ()) -> None:
        # An empty name is SQLite's for a temporary file that has no name: nobody else can open it.
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("PRAGMA cache_size = -500")
        self._file.execute(_MAKE)
        self._file.execute("BEGIN")
        self.add(members)

    def add(self, members: Iterable[MemberSaid]) -> tuple[int, int]:
        """Add a page as it is read; gives how many it listed, and how many of these were new."""
        listed, before = 0, len(self)
        for member in members:
            listed += 1
            if not self._file.execute(_ADD, _row(member)).rowcount:
                there = next(self._found(_THESE, json.dumps([member.sub])))
                self._file.execute(_PUT, _row(there.beside(member)))
        return listed, len(self) - before

    def take(self, subs: Iterable[str]) -> dict[str, MemberSaid]:
        """Those of these people who are listed, set aside."""
        named = json.dumps(list(subs))
        found = {member.sub: member for member in self._found(_THESE, named)}
        self._file.execute(_TAKE, (named,))
        return found

    def rest(self, many: int) -> Iterator[list[MemberSaid]]:
        """Whoever has not been taken and is active, so many at a time."""
        last = ""
        while found := list(self._found(_REST, last, many)):
            yield found
            last = found[-1].sub

    def group_ids(self) -> set[str]:
        """Every group that somebody active is in."""
        said = self._file.execute(_GROUPS).fetchall()
        return {group for (groups,) in said for group in groups.split(_SEPARATOR)}

    def put_back(self) -> None:
        """Nobody has been taken."""
        self._file.execute("UPDATE said SET taken = 0 WHERE taken")

    def close(self) -> None:
        """Forget everybody."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def __len__(self) -> int:
        count: int = self._file.execute("SELECT count(*) FROM said").fetchone()[0]
        return count

    def __iter__(self) -> Iterator[MemberSaid]:
        return self._found(_EVERYBODY)

    def __contains__(self, member: object) -> bool:
        return any(member == one for one in self)

    def _found(self, question: str, *asked: object) -> Iterator[MemberSaid]:
        for sub, name, email, role, active, groups, _taken in self._file.execute(question, asked):
            ids = tuple(groups.split(_SEPARATOR)) if groups else ()
            yield MemberSaid(sub, name, email, role, bool(active), ids)


def _row(member: MemberSaid) -> tuple[object, ...]:
    said = (member.sub, member.name, member.email, member.role, member.active)
    return (*said, _SEPARATOR.join(member.group_ids))
