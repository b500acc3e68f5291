"""What a programme is: a template for a course, with its sections, what they hold and what they ask."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resource:
    """A link, a video, or a page. `text` is plain: paragraphs, and lists of '- ' lines; `html` is the editor's."""

    kind: str
    title: str
    why: str = ""
    minutes: int | None = None
    url: str | None = None
    text: str = ""
    html: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an assessment or a reflection asks; `assessments.asking.Asked` says what its parts mean."""

    kind: str
    text: str
    skill: str | None = None
    levels: tuple[str, ...] = ()
    by: str = "self"
    options: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the outline. Its days count from the mentee's start; `opens_after` is another section's title."""

    kind: str
    title: str
    purpose: str = ""
    text: str = ""
    html: str = ""
    opens_day: int | None = None
    opens_after: str = ""
    due_day: int | None = None
    discussed: bool = True
    resources: tuple[Resource, ...] = ()
    questions: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """A template for a course. It is copied: changing it changes no course that stands."""

    key: str
    title: str
    cadence_days: int
    sections: tuple[Section, ...]
    for_whom: str = ""
    summary: str = ""
    agreement: tuple[str, ...] = ()
    reply_days: int = 7
    capacity: int | None = None
    anonymous: bool = False
