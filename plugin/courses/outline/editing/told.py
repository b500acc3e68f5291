"""What a section's fields say: as rows of its history, and as words, for two texts side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from plugin.courses.outline.models import Section
from plugin.dates import day


@dataclass(frozen=True, slots=True)
class Said:
    """What a section says and when it opens and is due, as one rule each; its audience and its place are not among it."""

    kind: str
    title: str
    purpose: str = ""
    words: str = ""  # cleaned again on its way into the table
    opens_day: int | None = None
    opens_on: date | None = None
    opens_after_id: UUID | None = None
    due_day: int | None = None
    due_on: date | None = None
    discussed: bool = True
    questions: tuple[str, ...] = ()


FIELDS = tuple(field.name for field in fields(Said))
OPENS = ("opens_day", "opens_on", "opens_after_id")
DUE = ("due_day", "due_on")


def said_by(section: Section, *, words: bool = True) -> Said:
    """What it says now; without its words where these were not read."""
    now = {name: getattr(section, name) for name in FIELDS if words or name != "words"}
    return Said(**{**now, "questions": tuple(section.questions)})


def let_say(section: Section, said: Said) -> None:
    """Let it say that from now on."""
    for name in FIELDS:
        setattr(section, name, getattr(said, name))
    section.questions = list(said.questions)


def noted(was: Said, now: Said) -> dict[str, Any]:
    """What stood there, for the history, where it is something else now; a rule is noted whole."""
    changed = {name for name in FIELDS if getattr(was, name) != getattr(now, name)}
    for rule in (OPENS, DUE):
        if changed & set(rule):
            changed |= set(rule)
    return {name: _plain(getattr(was, name)) for name in FIELDS if name in changed}


def with_noted(said: Said, before: Mapping[str, Any]) -> Said:
    """The same with what the history noted put back."""
    again = {name: _read(name, value) for name, value in before.items() if name in FIELDS}
    return Said(**{**{name: getattr(said, name) for name in FIELDS}, **again})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    return list(value) if isinstance(value, tuple) else str(value) if isinstance(value, Markup) else value


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in ("opens_on", "due_on"):
        return date.fromisoformat(value)
    if name == "opens_after_id":
        return UUID(value)
    return tuple(value) if name == "questions" else value


def in_words(said: Said, titles: Mapping[UUID, str]) -> dict[str, str]:
    """Each field of its form as people read it; `titles` names the sections that others open after."""
    return {
        "kind": kinds()[said.kind],
        "title": said.title,
        "purpose": said.purpose,
        "words": said.words,
        "opens": _opens(said, titles),
        "due": _due(said),
        "discussed": _("Yes") if said.discussed else _("No"),
        "questions": "\n".join(said.questions),
    }


def kinds() -> dict[str, str]:
    """What the kinds of sections are called."""
    return {
        "goal-setting": _("Goal-setting"),
        "session": _("Session"),
        "resources": _("Resources"),
        "assessment": _("Assessment"),
        "reflection": _("Reflection"),
        "text": _("Text"),
    }


def labels() -> dict[str, str]:
    """What the fields are called, in the form and in the history."""
    return {
        "kind": _("What it is"),
        "title": _("Title"),
        "purpose": _("What it is for"),
        "words": _("Words"),
        "opens": _("When it opens"),
        "due": _("By when"),
        "discussed": _("A discussion beside what it holds"),
        "questions": _("Questions to choose from when people meet"),
    }


def asks_labels() -> dict[str, str]:
    """What the fields of one thing that a section asks are called in the history."""
    return {
        "text": _("What is asked"),
        "options": _("Options"),
        "right": _("What counts as right"),
        "says": _("What they read once they have answered"),
    }


def _opens(said: Said, titles: Mapping[UUID, str]) -> str:
    if said.opens_after_id:
        return str(_("after “%(title)s”", title=titles.get(said.opens_after_id, _("another section"))))
    if said.opens_on:
        return str(_("on %(day)s", day=day(said.opens_on)))
    if said.opens_day is None:
        return str(_("at once"))
    if said.opens_day == 0:
        return str(_("at the start"))
    return str(ngettext("one day after the start", "%(num)s days after the start", said.opens_day))


def _due(said: Said) -> str:
    if said.due_on:
        return str(_("on %(day)s", day=day(said.due_on)))
    if said.due_day is None:
        return str(_("no day is set"))
    return str(ngettext("one day after the start", "%(num)s days after the start", said.due_day))
