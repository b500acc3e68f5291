"""What a section asks, before it has a place: a value for each item, and putting such items into a section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from plugin.courses.assessments.models import Item
from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.skills.actions import skill_named

QUIZ = ("single", "multiple", "short")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to ask. A rating names its skill, and by whom; a quiz question what may be chosen and what is right.

    `right` of a short answer holds everything that counts as right. `says` is read once somebody has handed in.
    """

    kind: str
    text: str
    skill: str | None = None
    levels: Sequence[
        str
    ] = ()  # a description for each of 0 to 5, where the company has none for this skill yet
    by: str = "self"  # or "mentor"
    options: Sequence[str] = ()
    right: Sequence[str] = ()
    says: str = ""


def add_items(section: Section, asked: Sequence[Asked]) -> list[Item]:
    """Let a section ask these things, behind what it asks already."""
    last = db.session.scalar(select(func.max(Item.position)).where(Item.section_id == section.id)) or 0
    company_id = db.session.scalars(select(Course.company_id).where(Course.id == section.course_id)).one()
    items = [
        Item(
            section_id=section.id,
            position=place,
            kind=one.kind,
            text=one.text,
            skill_id=skill_of(company_id, one),
            asks=asks_of(one),
        )
        for place, one in enumerate(asked, last + 1)
    ]
    db.session.add_all(items)
    section.asks += len(items)
    db.session.flush()
    return items


def skill_of(company_id: UUID, one: Asked) -> UUID | None:
    """The skill that a rating is of, made where the company has none of that name."""
    if one.kind != "rating" or not one.skill:
        return None
    return skill_named(company_id, one.skill, one.levels).id


def asks_of(one: Asked) -> dict[str, Any]:
    """What a kind needs to know beside its text."""
    if one.kind == "rating":
        return {"by": one.by}
    if one.kind in QUIZ:
        return {"options": list(one.options), "right": list(one.right), "says": one.says}
    return {}
