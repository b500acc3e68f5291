"""What a section asks: a value for each item, and putting items in, changing, moving and taking them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zlib import crc32

from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.assessments.models import Answer, Item
from plugin.courses.outline.editing.actions import note
from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.errors import Conflict, Invalid
from plugin.member import Member
from plugin.skills.actions import skill_named
from plugin.skills.models import Skill

QUIZ = ("single", "multiple", "short")
MOST = 60  # things that one section asks


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


def add_item(member: Member, section: Section, one: Asked) -> Item:
    """The same for one thing that somebody typed. Raises Invalid where it could not be answered."""
    _whole(section, one)
    _hold(section)
    if section.asks >= MOST:
        raise Invalid(_("A section asks at most %(most)s things. Please begin another section.", most=MOST))
    item = add_items(section, [one])[0]
    note(member, section, "asks more")
    return item


def change_item(member: Member, section: Section, item: Item, one: Asked, version: int | None) -> None:
    """Say it differently; what was answered stays. Its kind, and the skill that it rates, stay what they are.

    Raises Conflict where somebody else changed it since `version` was read.
    """
    _whole(section, one)
    _hold(section)
    db.session.refresh(item)
    stands, new = told(as_asked(item)), told(one)
    theirs = {name: said for name, said in stands.items() if said != new[name]}
    if theirs and version != version_of(item):
        raise Conflict(theirs, version_of(item))
    if not theirs:
        return
    note(member, section, "asks otherwise", {"item": item.id.hex, "asked": stands})
    item.text = one.text
    item.asks = asks_of(one)
    db.session.flush()


def move_item(member: Member, section: Section, item: Item, step: int) -> None:
    """One place up (-1) or down (1); at the ends nothing happens."""
    _hold(section)
    items = _asked_now(section)
    at = next((place for place, one in enumerate(items) if one.id == item.id), None)
    if at is None or not 0 <= at + step < len(items):
        return
    items[at], items[at + step] = items[at + step], items[at]
    for place, one in enumerate(items, 1):
        one.position = place
    note(member, section, "asks in turn", {"asked": {"text": item.text}})


def take_out(member: Member, section: Section, item: Item) -> None:
    """Ask it no longer. What was answered to it is kept, and stays in what was handed in."""
    _hold(section)
    db.session.refresh(item)
    if item.retired_at is None:
        item.retired_at = clock.now()
        section.asks -= 1
        note(member, section, "asks less", {"asked": told(as_asked(item))})


def ask_again(member: Member, section: Section, item: Item) -> None:
    """Ask it after all, where it stood."""
    _hold(section)
    db.session.refresh(item)
    if item.retired_at is not None:
        item.retired_at = None
        section.asks += 1
        note(member, section, "asks again", {"asked": {"text": item.text}})


def answered_by(items: Sequence[Item]) -> dict[UUID, int]:
    """How many people have an answer to each of these, draft or not."""
    rows = db.session.execute(
        select(Answer.item_id, func.count())
        .where(Answer.item_id.in_([item.id for item in items]))
        .group_by(Answer.item_id)
    )
    return {row[0]: row[1] for row in rows}


def as_asked(item: Item) -> Asked:
    """What an item says, as a value."""
    asks = item.asks
    skill = db.session.get_one(Skill, item.skill_id).name if item.skill_id else None
    return Asked(
        item.kind,
        item.text,
        skill=skill,
        by=asks.get("by", "self"),
        options=tuple(asks.get("options", ())),
        right=tuple(asks.get("right", ())),
        says=asks.get("says", ""),
    )


def version_of(item: Item) -> int:
    """A number that is another one as soon as the item says something else."""
    return crc32(repr((item.text, sorted(item.asks.items()))).encode()) & 0x7FFFFFFF


def told(one: Asked) -> dict[str, str]:
    """What of it can be changed, as text, by the field of its form."""
    lines = {"options": "\n".join(one.options), "right": "\n".join(one.right)}
    return {"text": one.text, "by": one.by, "says": one.says, **lines}


def _asked_now(section: Section) -> list[Item]:
    asked = select(Item).where(Item.section_id == section.id, Item.retired_at.is_(None))
    return list(
        db.session.scalars(asked.order_by(Item.position, Item.id).execution_options(populate_existing=True))
    )


def _hold(section: Section) -> None:
    """Whoever changes what a section asks does so one after the other."""
    db.session.refresh(section, with_for_update=True)


def _whole(section: Section, one: Asked) -> None:
    if section.kind == "reflection" and (one.kind == "step" or one.by == "mentor"):
        raise Invalid(_("A reflection waits for no mentor. Please put this into an assessment."))
    if one.kind in ("single", "multiple"):
        if len(one.options) < 2:
            raise Invalid(_("Please give at least two options, each on a line of its own."), "options")
        if not set(one.right) <= set(one.options):
            raise Invalid(_("What is right has to be among the options, written in the same way."), "right")
    if one.kind == "single" and len(one.right) != 1:
        raise Invalid(_("Exactly one option is right here."), "right")
    if one.kind in QUIZ and not one.right:
        raise Invalid(_("Please say what is right."), "right")


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
