"""Questions to an outline: the course of the visit, its sections as one person walks them, who is where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import defer

from plugin import clock
from plugin.courses.outline.models import Course, Done, Section
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship


@dataclass(frozen=True, slots=True)
class Stop:
    """A section as one person stands to it: when they were done with it, and when it opens for them."""

    section: Section
    done_at: datetime | None
    opens_on: date | None
    today: date

    @property
    def is_open(self) -> bool:
        """It has opened. What is ahead may be read, since the days set a pace and keep no secret."""
        return self.opens_on is None or self.opens_on <= self.today


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The section before or after another."""

    id: UUID
    position: int
    title: str


def course_here(viewer: Member) -> Course:
    """The mentoring course of this visit. Raises NotHere where none has been opened."""
    course = course_if_any(viewer)
    if course is None or not (course.opened_at or viewer.is_lead):
        raise NotHere()
    return course


def course_if_any(viewer: Member) -> Course | None:
    """The same, or None: for whoever has to say that nothing is open yet."""
    if viewer.enrolment_id is None:
        return None
    return db.session.scalar(select(Course).where(Course.context_id == viewer.context_id))


def heading(viewer: Member) -> str | None:
    """The course's title for the header, or None where the viewer has no open course."""
    row = db.session.execute(
        select(Course.title, Course.opened_at).where(Course.context_id == viewer.context_id)
    ).one_or_none()
    return row.title if row and (row.opened_at or viewer.is_lead) else None


def opens_on(section: Section, course: Course, since: datetime, zone: str) -> date | None:
    """The day a section opens for somebody enrolled `since`, None for at once. The course begins first."""
    if section.opens_day is None:
        return None
    began = max(since, course.opened_at or course.made_at)
    return began.astimezone(ZoneInfo(zone)).date() + timedelta(days=section.opens_day)


def path_of(viewer: Member, course: Course) -> list[Stop]:
    """All sections in their order, as the viewer walks them: one statement."""
    rows = db.session.execute(
        _walked(viewer)
        .where(Section.course_id == course.id)
        .order_by(Section.position)
        .options(defer(Section.words, raiseload=True))
    )
    return [_stop(viewer, row) for row in rows]


def section_for(viewer: Member, section_id: UUID) -> Stop:
    """One section of the viewer's own course. Raises NotHere for any other."""
    row = db.session.execute(_walked(viewer).where(Section.id == section_id)).one_or_none()
    if row is None or not (row.Course.opened_at or viewer.is_lead):
        raise NotHere()
    return _stop(viewer, row)


def _walked(viewer: Member) -> Select[Section, Course, datetime, datetime]:
    mine = (Done.section_id == Section.id) & (Done.enrolment_id == viewer.enrolment_id)
    return (
        select(Section, Course, Done.at, Enrolment.since)
        .join(Course, Course.id == Section.course_id)
        .join(Enrolment, Enrolment.context_id == Course.context_id)
        .outerjoin(Done, mine)
        .where(Course.context_id == viewer.context_id, Enrolment.id == viewer.enrolment_id)
    )


def _stop(viewer: Member, row: Row[Section, Course, datetime, datetime]) -> Stop:
    day = opens_on(row.Section, row.Course, row.since, viewer.zone)
    return Stop(row.Section, row.at, day, clock.today(viewer.zone))


def beside_section(section: Section) -> tuple[Neighbour | None, Neighbour | None]:
    """The sections before and after this one."""
    rows = db.session.execute(
        select(Section.id, Section.position, Section.title)
        .where(Section.course_id == section.course_id)
        .where(Section.position.in_([section.position - 1, section.position + 1]))
    )
    found = {row.position: Neighbour(row.id, row.position, row.title) for row in rows}
    return found.get(section.position - 1), found.get(section.position + 1)


def mentees_seen(viewer: Member) -> int:
    """How many mentees the viewer follows: a lead everybody's, a mentor their own."""
    if not viewer.is_lead:
        return len(viewer.mentee_ids)
    return (
        db.session.scalar(select(func.count(Mentorship.mentee_id.distinct())).where(*_running(viewer))) or 0
    )


def mentees_done(viewer: Member, course: Course) -> dict[UUID, int]:
    """How many of those mentees are done with each section; sections without any are left out."""
    rows = db.session.execute(
        select(Done.section_id, func.count())
        .join(Section, Section.id == Done.section_id)
        .where(Section.course_id == course.id, _followed(viewer))
        .group_by(Done.section_id)
    )
    return {row[0]: row[1] for row in rows}


def mentees_done_with(viewer: Member, section: Section) -> int:
    """How many of those mentees are done with one section."""
    return (
        db.session.scalar(select(func.count()).where(Done.section_id == section.id, _followed(viewer))) or 0
    )


def _followed(viewer: Member) -> ColumnElement[bool]:
    if viewer.is_lead:
        return Done.enrolment_id.in_(select(Mentorship.mentee_id).where(*_running(viewer)))
    return Done.enrolment_id.in_(viewer.mentee_ids)


def _running(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    return (Mentorship.context_id == viewer.context_id, Mentorship.until.is_(None))
