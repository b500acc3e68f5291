"""What can be asked of answers: one's own to a section, and a mentee's for the mentors of the pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from plugin.courses.assessments.models import Answer, Item
from plugin.courses.assessments.policy import can_read_answers_of
from plugin.courses.outline.models import Course, Section
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and what was answered to it."""

    question: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """A section of which at least one question has been answered."""

    section_id: UUID
    title: str
    answers: list[Answered]


def items_of(section: Section) -> list[Item]:
    """What a section asks, in its order."""
    asked = select(Item).where(Item.section_id == section.id, Item.retired_at.is_(None))
    return list(db.session.scalars(asked.order_by(Item.position, Item.id)))


def own_answers(viewer: Member, section: Section) -> dict[UUID, Answer]:
    """The viewer's own answers to a section, by the item's id."""
    rows = db.session.scalars(
        select(Answer)
        .join(Item, Item.id == Answer.item_id)
        .where(Item.section_id == section.id, Answer.enrolment_id == viewer.enrolment_id)
        .execution_options(populate_existing=True)
    )
    return {answer.item_id: answer for answer in rows}


def version_of(answers: Mapping[UUID, Answer]) -> int:
    """One number for the whole form: it grows whenever any of its answers is kept anew."""
    return sum(answer.version for answer in answers.values())


def answers_of(viewer: Member, enrolment_id: UUID) -> list[AnsweredSection]:
    """A mentee's answers in the outline's order, one statement. Raises NotHere for all but the pair."""
    if not can_read_answers_of(viewer, enrolment_id):
        raise NotHere()
    rows = db.session.execute(
        select(Answer, Item, Section)
        .join(Item, Item.id == Answer.item_id)
        .join(Section, Section.id == Item.section_id)
        .join(Course, Course.id == Section.course_id)
        .where(Course.context_id == viewer.context_id, Answer.enrolment_id == enrolment_id)
        .order_by(Section.position, Section.id, Item.position, Item.id)
    )
    found: dict[UUID, AnsweredSection] = {}
    for answer, item, section in rows:
        if answer.words:
            place = AnsweredSection(section.id, section.title, [])
            said = Answered(item.text, answer.words, answer.changed_at)
            found.setdefault(section.id, place).answers.append(said)
    return list(found.values())
