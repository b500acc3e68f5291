"""What can happen to an outline: a course is made with its sections, and somebody is done with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import delete, exists, select, update

from plugin import clock, text
from plugin.courses.outline.models import OPENED, Assignment, Copied, Course, Section
from plugin.courses.outline.progress import hold, is_walked, mark_done, settle
from plugin.courses.outline.queries import Before, is_there, opens_on
from plugin.database import db
from plugin.errors import Invalid
from plugin.lti.models import Context
from plugin.member import Member
from plugin.people.models import Enrolment, Person


@dataclass(frozen=True, slots=True)
class Draft:
    """A section before it has a place."""

    kind: str
    title: str
    purpose: str = ""
    words: str = ""  # plain text
    opens_day: int | None = None
    questions: Sequence[str] = ()


def make_course(lead: Member, title: str, programme: str, cadence_days: int) -> Course:
    """Make the course of the lead's visit, which nobody else sees yet. Raises Invalid where there is one already."""
    # Two leads may press the button at once: the second waits at the context's row and then finds the course.
    db.session.execute(
        select(Context.id).where(Context.id == lead.context_id).with_for_update(key_share=True)
    )
    if db.session.scalar(select(exists().where(Course.context_id == lead.context_id))):
        raise Invalid(_("Somebody else has begun to set this course up a moment ago. Go on where they are."))
    course = Course(
        company_id=lead.company_id,
        context_id=lead.context_id,
        title=title,
        programme=programme,
        cadence_days=cadence_days,
        set_up_step=1,
        made_at=clock.now(),
    )
    db.session.add(course)
    db.session.flush()
    return course


def open_now(lead: Member, course: Course) -> None:
    """From now on everybody in the course sees it, and a mentee's days are counted. Opened twice, it opened once."""
    db.session.refresh(course, with_for_update=True)
    if course.opened_at is None:
        course.opened_at = clock.now()
        course.opened_by_id = lead.enrolment_id
        course.set_up_step = OPENED
        course.version += 1
        db.session.flush()


def lay_out(course: Course, drafts: Sequence[Draft]) -> list[Section]:
    """Give a course its sections, in this order."""
    sections = [
        Section(
            course_id=course.id,
            position=position,
            kind=draft.kind,
            title=draft.title,
            purpose=draft.purpose,
            words=text.from_plain(draft.words),
            opens_day=draft.opens_day,
            questions=list(draft.questions),
        )
        for position, draft in enumerate(drafts, 1)
    ]
    db.session.add_all(sections)
    db.session.flush()
    settle(course.context_id)
    return sections


def clear(course: Course) -> None:
    """Take an outline away that nobody has written into yet, for another one to take its place; and with it from where
    it came."""
    theirs = Section.course_id == course.id
    quiet = {"synchronize_session": False}
    db.session.execute(update(Section).where(theirs).values(retired_at=clock.now()), execution_options=quiet)
    settle(course.context_id)  # so that nobody is counted as having them
    db.session.execute(delete(Section).where(theirs), execution_options=quiet)
    db.session.execute(delete(Copied).where(Copied.course_id == course.id), execution_options=quiet)
    db.session.expire_all()


def mark_kind_done(course_id: UUID, enrolment_id: UUID, kind: str) -> None:
    """They did what a section of this kind asks for: the first open one that waits for it is done.

    A second meeting in the first week therefore does not settle the one that is planned for day 90.
    """
    hold(course_id)  # two sessions logged at once settle two sections
    rows = db.session.execute(
        select(Section, Course, Enrolment.since, Person.zone)
        .join(Course, Course.id == Section.course_id)
        .join(Enrolment, Enrolment.context_id == Course.context_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Course.id == course_id, Enrolment.id == enrolment_id, Section.kind == kind, is_walked())
        .where(~_done_with(Section.id, enrolment_id))
        .outerjoin(Before, (Before.id == Section.opens_after_id) & is_there(Before))
        .where(Before.id.is_(None) | _done_with(Before.id, enrolment_id))
        .order_by(Section.position, Section.id)
    )
    for section, course, since, zone in rows:
        day = opens_on(section, course, since, zone)
        if day is None or day <= clock.today(zone):
            mark_done(enrolment_id, section)
            return


def _done_with(section_id: Any, enrolment_id: UUID) -> Any:
    return exists().where(
        Assignment.section_id == section_id,
        Assignment.enrolment_id == enrolment_id,
        Assignment.done_at.is_not(None),
    )
