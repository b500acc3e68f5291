"""What this LMS has learnt since it was made: tools added, links placed, courses copied, grades given, people out."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from demo.lms.tools import MESSAGES, Tool

SUSPENDED, OUT = "suspended", "out"


@dataclass(frozen=True)
class Link:
    """A place in a course that opens a tool: the first one that was added, where none is named."""

    id: str
    title: str
    text: str = ""
    tool: str = ""
    url: str = ""
    custom: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Copied:
    """A course that a teacher made out of another; `origins` are the ids of what it comes from, the newest first."""

    id: str
    label: str
    title: str
    summary: str
    teacher: str
    origins: tuple[str, ...]


@dataclass
class Score:
    """The newest word of a tool on somebody's work; `given` is None where there is no number yet."""

    at: str
    activity: str
    grading: str
    given: float | None = None
    maximum: float | None = None
    comment: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def final(self) -> bool:
        return self.grading == "FullyGraded" and self.given is not None


@dataclass
class LineItem:
    """A column of a course's gradebook that a tool owns; `scores` by account key."""

    id: str
    course: str
    client_id: str
    label: str
    maximum: float
    resource_id: str = ""
    tag: str = ""
    link: str = ""
    scores: dict[str, Score] = field(default_factory=dict)


@dataclass
class Memory:
    """Kept in `file` where one is given. Change it inside `changing()`: requests come at the same time."""

    tools: list[Tool] = field(default_factory=list)
    links: dict[str, list[Link]] = field(default_factory=dict)
    items: dict[str, LineItem] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)  # 'course/account' -> suspended or out
    handlers: dict[str, dict[str, str]] = field(default_factory=dict)  # client id -> notice's type -> address
    copies: list[Copied] = field(default_factory=list)
    made: int = 0
    file: Path | None = None
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @contextmanager
    def changing(self) -> Iterator["Memory"]:
        with self.lock:
            yield self
            if self.file:
                _write(self.file, json.dumps(self._kept(), indent=1))

    def number(self) -> str:
        """A number that nothing here has had; call it inside `changing()`."""
        self.made += 1
        return str(self.made)

    def _kept(self) -> dict[str, Any]:
        return {
            "tools": [asdict(tool) for tool in self.tools],
            "links": {course: [asdict(link) for link in links] for course, links in self.links.items()},
            "items": [asdict(item) for item in self.items.values()],
            "states": self.states,
            "handlers": self.handlers,
            "copies": [asdict(course) for course in self.copies],
            "made": self.made,
        }


def remembered(file: Path | None) -> Memory:
    """What an earlier run has left in the file, or nothing yet."""
    if file is None or not file.exists():
        return Memory(file=file)
    kept = json.loads(file.read_text("utf-8"))
    return Memory(
        tools=[_tool(each) for each in kept["tools"]],
        links={course: [Link(**link) for link in links] for course, links in kept["links"].items()},
        items={each["id"]: _item(each) for each in kept["items"]},
        states=kept["states"],
        handlers=kept.get("handlers", {}),  # a file of before knows neither of these
        copies=[_copied(each) for each in kept.get("copies", ())],
        made=kept["made"],
        file=file,
    )


def _tool(kept: dict[str, Any]) -> Tool:
    kept = {"messages": MESSAGES, **kept}  # a file of before names none
    lists = {name: tuple(kept[name]) for name in ("redirect_uris", "scopes", "claims", "messages")}
    return Tool(**{**kept, **lists})


def _copied(kept: dict[str, Any]) -> Copied:
    return Copied(**{**kept, "origins": tuple(kept["origins"])})


def _item(kept: dict[str, Any]) -> LineItem:
    scores = {who: Score(**score) for who, score in kept["scores"].items()}
    return LineItem(**{**kept, "scores": scores})


def _write(file: Path, text: str) -> None:
    """Whole or not at all: a stop in the middle leaves the old one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(text, "utf-8")
    os.replace(new, file)
