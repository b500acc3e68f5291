"""What somebody said to an item, as a value; what is still open; and how a hand-in notes it down for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from plugin import text
from plugin.courses.assessments.asking import QUIZ
from plugin.courses.assessments.marking import is_right
from plugin.courses.assessments.models import Answer, Item, SignOff
from plugin.courses.assessments.queries import is_mentors


@dataclass(frozen=True, slots=True)
class Said:
    """Words (of a rating: what shows it), what was chosen, and a level."""

    words: str = ""
    chosen: tuple[str, ...] = ()
    level: int | None = None

    def plain(self) -> str:
        """The words alone, on one line."""
        return text.plain(self.words) if self.words else ""

    def shown(self) -> str:
        """All of it as somebody reads it who compares two versions."""
        if self.words and self.level is None and not self.chosen:
            return self.words
        level = [] if self.level is None else [str(self.level)]
        return " · ".join(one for one in (*level, *self.chosen, self.plain()) if one)


def as_said(answer: Answer | None) -> Said:
    """What is kept of it."""
    return Said(answer.words, tuple(answer.chosen), answer.level) if answer else Said()


def field_of(item_id: UUID) -> str:
    """The name of an item's field in a form."""
    return f"answer_{item_id.hex}"


def is_open(item: Item, said: Said) -> bool:
    """Whether the mentee has yet to answer it. A mentor's level is nothing for them to answer."""
    if is_mentors(item):
        return False
    if item.kind == "question":
        return text.empty(said.words)
    if item.kind == "rating":
        return said.level is None
    if item.kind == "step":
        return not {"observed", "did"} <= set(said.chosen)
    return not said.chosen


def still_open(items: Iterable[Item], told: Mapping[UUID, Said]) -> dict[str, str]:
    """What a mentee has yet to answer before they can hand it in: a sentence for each field."""
    sentences = {
        "question": _("Still open: please write an answer, or keep your draft for later."),
        "rating": _("Still open: please choose a level."),
        "step": _("Still open: tick both once you have seen it and done it."),
        "short": _("Still open: please write an answer."),
    }
    chosen = _("Still open: please choose.")
    return {
        field_of(item.id): sentences.get(item.kind, chosen)
        for item in items
        if is_open(item, told.get(item.id, Said()))
    }


def open_for_mentor(
    items: Iterable[Item], levels: Mapping[UUID, Said], signs: Mapping[UUID, SignOff]
) -> dict[str, str]:
    """What a mentor has yet to do before they can say that it is done: a sentence for each field."""
    found = {}
    for item in items:
        if is_mentors(item) and levels.get(item.id, Said()).level is None:
            found[field_of(item.id)] = _("Please choose a level first.")
        elif item.kind == "step" and not (item.id in signs and signs[item.id].signed_at):
            found["form"] = _("A step is not signed off yet. Sign it off above, or hand the work back.")
    return found


def noted(
    items: Iterable[Item], skills: Mapping[UUID, tuple[str, list[str]]], told: Mapping[UUID, Said]
) -> list[dict[str, Any]]:
    """The items and the answers as they stand now: kept with the hand-in, whatever the items say later."""
    return [_note(item, skills, told.get(item.id, Said())) for item in items]


def _note(item: Item, skills: Mapping[UUID, tuple[str, list[str]]], said: Said) -> dict[str, Any]:
    skill = skills.get(item.skill_id) if item.skill_id else None
    return {
        "id": item.id.hex,
        "kind": item.kind,
        "text": item.text,
        "by": item.asks.get("by", "self"),
        "skill": skill[0] if skill else "",
        "words": str(said.words),
        "chosen": list(said.chosen),
        "level": said.level,
        "level_words": skill[1][said.level] if skill and said.level is not None else "",
        "right": is_right(item.kind, item.asks, said.chosen) if item.kind in QUIZ else None,
        "says": item.asks.get("says", ""),
    }


def levels_noted(
    items: Iterable[Item], skills: Mapping[UUID, tuple[str, list[str]]], levels: Mapping[UUID, Said]
) -> dict[str, dict[str, Any]]:
    """A mentor's levels, as a hand-in keeps them."""
    found = {}
    for item in items:
        said = levels.get(item.id, Said())
        if item.skill_id and said.level is not None:
            words = skills[item.skill_id][1][said.level]
            found[item.id.hex] = {"level": said.level, "words": words, "shows": said.plain()}
    return found
