"""A running course as a programme: its outline, never its people and what they said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select

from plugin import text
from plugin.courses.assessments.models import Item as ItemRow
from plugin.courses.outline.models import Course
from plugin.courses.outline.models import Section as SectionRow
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.programme import Item, Programme, Resource, Section
from plugin.courses.resources.models import Resource as ResourceRow
from plugin.database import db
from plugin.skills.models import Skill

TAKEN = ("link", "page", "video")  # files and items of the learning site stay where they are


def programme_of(course: Course, *, title: str = "", for_whom: str = "", summary: str = "") -> Programme:
    """Its sections for everybody that are shown now, with what they hold and ask; three statements.

    What is for one group or one mentee stays behind. Dates become days from the opening of the course.
    """
    rows = db.session.scalars(
        select(SectionRow)
        .where(SectionRow.course_id == course.id, for_everybody())
        .order_by(SectionRow.position, SectionRow.id)
    ).all()
    began = (course.opened_at or course.made_at).date()
    titles = dict(zip([row.id for row in rows], _each_once([row.title for row in rows]), strict=True))
    held = resources_in([row.id for row in rows], TAKEN)
    asked = items_in([row.id for row in rows])
    return Programme(
        key="",
        title=title or course.title,
        for_whom=for_whom,
        summary=summary,
        cadence_days=course.cadence_days,
        reply_days=course.reply_days,
        capacity=course.capacity,
        anonymous=course.anonymous,
        agreement=tuple(_one_line(line) for line in course.agreement if line.strip()),
        sections=tuple(
            section_of(row, titles, began, held.get(row.id, ()), asked.get(row.id, ())) for row in rows
        ),
    )


def for_everybody() -> ColumnElement[bool]:
    """What every mentee of a course walks."""
    return (
        SectionRow.group_id.is_(None)
        & SectionRow.mentee_id.is_(None)
        & SectionRow.retired_at.is_(None)
        & SectionRow.hidden_at.is_(None)
    )


def section_of(
    row: SectionRow, titles: dict[UUID, str], began: date, held: Sequence[ResourceRow], asked: Sequence[Item]
) -> Section:
    """A section as a programme would write it."""
    plain, html = _words(row.words)
    asks = row.kind in ANSWERED
    first = next((place for place, item in enumerate(asked) if item.kind != "question"), len(asked))
    questions = [item.text for item in asked[:first]] if asks else list(row.questions)
    return Section(
        kind=row.kind,
        title=titles[row.id],
        purpose=_one_line(row.purpose),
        text=plain,
        html=html,
        opens_day=row.opens_day if row.opens_on is None else _days(began, row.opens_on),
        opens_after=titles.get(row.opens_after_id, "") if row.opens_after_id else "",
        due_day=row.due_day if row.due_on is None else _days(began, row.due_on),
        discussed=row.discussed,
        resources=tuple(_resource(one) for one in held),
        questions=tuple(_one_line(question) for question in questions if question.strip()),
        items=tuple(asked[first:]) if asks else (),
    )


def resources_in(section_ids: Iterable[UUID], kinds: Sequence[str]) -> dict[UUID | None, list[ResourceRow]]:
    """What these sections hold of these kinds."""
    rows = db.session.scalars(
        select(ResourceRow)
        .where(
            ResourceRow.section_id.in_(section_ids),
            ResourceRow.kind.in_(kinds),
            ResourceRow.retired_at.is_(None),
        )
        .order_by(ResourceRow.position, ResourceRow.id)
    )
    found: dict[UUID | None, list[ResourceRow]] = {}
    for row in rows:
        found.setdefault(row.section_id, []).append(row)
    return found


def items_in(section_ids: Iterable[UUID]) -> dict[UUID, list[Item]]:
    """What these sections ask."""
    rows = db.session.execute(
        select(ItemRow, Skill)
        .outerjoin(Skill, Skill.id == ItemRow.skill_id)
        .where(ItemRow.section_id.in_(section_ids), ItemRow.retired_at.is_(None))
        .order_by(ItemRow.position, ItemRow.id)
    )
    found: dict[UUID, list[Item]] = {}
    for item, skill in rows:
        found.setdefault(item.section_id, []).append(_item(item, skill))
    return found


def _item(row: ItemRow, skill: Skill | None) -> Item:
    return Item(
        kind=row.kind,
        text=_one_line(row.text) or (skill.name if skill else ""),
        skill=skill.name if skill else None,
        levels=tuple(skill.levels) if skill else (),
        by=row.asks.get("by", "self"),
        options=tuple(row.asks.get("options", ())),
        right=tuple(row.asks.get("right", ())),
        says=row.asks.get("says", ""),
    )


def _resource(row: ResourceRow) -> Resource:
    plain, html = _words(row.words) if row.kind == "page" else ("", "")
    why, skills = _one_line(row.why), tuple(row.skills)
    return Resource(row.kind, _one_line(row.title), why, row.minutes, row.url, plain, html, skills)


def _words(said: str) -> tuple[str, str]:
    """Words as plain text where that says it all, as the editor's markup where it does not."""
    plain = text.to_plain(said)
    return (plain, "") if text.from_plain(plain) == said else ("", str(said))


def _each_once(titles: Iterable[str]) -> list[str]:
    """Titles by which a file can name its sections: the second of a name gets a number."""
    seen: list[str] = []
    for title in map(_one_line, titles):
        times = 1
        while (named := title if times == 1 else f"{title} ({times})") in seen:
            times += 1
        seen.append(named)
    return seen


def _one_line(said: str) -> str:
    return " ".join(said.split())


def _days(began: date, day: date) -> int:
    return max((day - began).days, 0)
