"""What can be asked of answers: one's own to a section, and a mentee's for the mentors of the pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from plugin.courses.assessments.models import Answer
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
    position: int
    title: str
    answers: list[Answered]


def own_answers(viewer: Member, section: Section) -> dict[int, Answer]:
    """The viewer's own answers to a section, by the place of the question."""
    rows = db.session.scalars(
        select(Answer)
        .where(Answer.section_id == section.id, Answer.enrolment_id == viewer.enrolment_id)
        .execution_options(populate_existing=True)
    )
    return {answer.question: answer for answer in rows}


def version_of(answers: Mapping[int, Answer]) -> int:
    """One number for the whole form: it grows whenever any of its answers is kept anew."""
    return sum(answer.version for answer in answers.values())


def answers_of(viewer: Member, enrolment_id: UUID) -> list[AnsweredSection]:
    """A mentee's answers in the outline's order, one statement. Raises NotHere for all but the pair."""
    if not can_read_answers_of(viewer, enrolment_id):
        raise NotHere()
    rows = db.session.execute(
        select(Answer, Section)
        .join(Section, Section.id == Answer.section_id)
        .join(Course, Course.id == Section.course_id)
        .where(Course.context_id == viewer.context_id, Answer.enrolment_id == enrolment_id)
        .order_by(Section.position, Answer.question)
    )
    found: dict[UUID, AnsweredSection] = {}
    for answer, section in rows:
        if answer.words and answer.question < len(section.questions):
            place = AnsweredSection(section.id, section.position, section.title, [])
            said = Answered(section.questions[answer.question], answer.words, answer.changed_at)
            found.setdefault(section.id, place).answers.append(said)
    return list(found.values())
