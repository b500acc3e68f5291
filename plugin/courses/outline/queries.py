"""Questions to an outline: the course of the visit, its sections as one person walks them, who is where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, false, func, or_, select
from sqlalchemy.orm import aliased, defer

from plugin import clock
from plugin.courses.outline.models import Assignment, Course, Section
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship

Before = aliased(Section)  # the section that another one opens after
BeforeDone = aliased(Assignment)


@dataclass(frozen=True, slots=True)
class Stop:
    """A section as one person stands to it: when they were done with it, when it opens for them, by when it is due.

    `number` counts from 1 what that person sees; 0 where nobody counted. `after` names the section that it opens
    after, as long as that one is not done.
    """

    section: Section
    done_at: datetime | None
    opens_on: date | None
    today: date
    due: date | None = None
    after: str = ""
    number: int = 0

    @property
    def is_open(self) -> bool:
        """It has opened. What is ahead may be read, since the days set a pace and keep no secret."""
        return not self.after and (self.opens_on is None or self.opens_on <= self.today)

    @property
    def is_late(self) -> bool:
        """Its day has passed and it is not done."""
        return self.done_at is None and self.due is not None and self.due < self.today


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The section before or after another, with its number in the viewer's own count."""

    id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Around:
    """A section's number as the viewer counts, and what stands before and after it."""

    number: int
    before: Neighbour | None
    after: Neighbour | None


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


def began(course: Course, since: datetime, zone: str) -> date:
    """The day from which somebody's days are counted: they were enrolled and the course was open."""
    return clock.day(max(since, course.opened_at or course.made_at), zone)


def opens_on(section: Section, course: Course, since: datetime, zone: str) -> date | None:
    """The day a section opens for somebody enrolled `since`; None for at once, and where another section decides."""
    if section.opens_day is None:
        return section.opens_on
    return began(course, since, zone) + timedelta(days=section.opens_day)


def due_on(section: Section, course: Course, since: datetime, zone: str) -> date | None:
    """The day by which somebody enrolled `since` should be done with it, None for no such day."""
    if section.due_day is None:
        return section.due_on
    return began(course, since, zone) + timedelta(days=section.due_day)


def reads(viewer: Member) -> ColumnElement[bool]:
    """Which sections of their course somebody may read, by whom these are for and whether they are hidden.

    A lead reads what is for everybody and for groups. What is for one mentee is the pair's, and its maker's. Whoever
    may change a section sees it while it is hidden.
    """
    own = Section.made_by_id == viewer.enrolment_id if viewer.enrolment_id else false()
    for_all = Section.group_id.is_(None) & Section.mentee_id.is_(None)
    people = viewer.mentee_ids | ({viewer.enrolment_id} if viewer.enrolment_id else frozenset())
    theirs = or_(for_all, Section.mentee_id.in_(people))
    groups = Section.group_id.is_not(None) if viewer.is_lead else Section.group_id.in_(viewer.group_ids)
    looked_after = Section.mentee_id.in_(viewer.mentee_ids) | Section.group_id.in_(viewer.mentored_group_ids)
    shown: ColumnElement[bool] = Section.hidden_at.is_(None) | looked_after
    if viewer.is_lead:
        shown = or_(shown, Section.mentee_id.is_(None))
    return Section.retired_at.is_(None) & or_(own, shown & or_(theirs, groups))


def walks(viewer: Member) -> ColumnElement[bool]:
    """Which sections are the viewer's own to walk."""
    learning = viewer.group_ids - viewer.mentored_group_ids
    for_all = Section.group_id.is_(None) & Section.mentee_id.is_(None)
    theirs = or_(for_all, Section.mentee_id == viewer.enrolment_id, Section.group_id.in_(learning))
    return Section.retired_at.is_(None) & Section.hidden_at.is_(None) & theirs


def is_there(section: Any = Section) -> ColumnElement[bool]:
    """Neither hidden nor taken out: nobody waits for a section that they cannot walk."""
    there: ColumnElement[bool] = section.retired_at.is_(None) & section.hidden_at.is_(None)
    return there


def path_of(viewer: Member, course: Course) -> list[Stop]:
    """Their path: for a mentee the sections that they walk, for others those that they read; one statement."""
    rows = db.session.execute(
        _walked(viewer)
        .where(Section.course_id == course.id, _on_path(viewer))
        .order_by(Section.position, Section.id)
        .options(defer(Section.words, raiseload=True))
    )
    return [_stop(viewer, row, number) for number, row in enumerate(rows, 1)]


def section_for(viewer: Member, section_id: UUID) -> Stop:
    """One section of the viewer's own course. Raises NotHere for any other."""
    row = db.session.execute(_walked(viewer).where(Section.id == section_id, reads(viewer))).one_or_none()
    if row is None or not (row.Course.opened_at or viewer.is_lead):
        raise NotHere()
    return _stop(viewer, row)


def around(viewer: Member, section: Section) -> Around:
    """Where a section stands in the viewer's own path; one off it has the number 0 and no neighbours."""
    rows = db.session.execute(
        select(Section.id, Section.title)
        .where(Section.course_id == section.course_id, _on_path(viewer))
        .order_by(Section.position, Section.id)
    ).all()
    place = next((at for at, row in enumerate(rows) if row.id == section.id), None)
    if place is None:
        return Around(0, None, None)
    sides = [
        Neighbour(rows[at].id, at + 1, rows[at].title) if 0 <= at < len(rows) else None
        for at in (place - 1, place + 1)
    ]
    return Around(place + 1, *sides)


def _on_path(viewer: Member) -> ColumnElement[bool]:
    return walks(viewer) if viewer.is_mentee and not viewer.is_lead else reads(viewer)


def _walked(viewer: Member) -> Any:
    mine = (Assignment.section_id == Section.id) & (Assignment.enrolment_id == viewer.enrolment_id)
    before = (BeforeDone.section_id == Before.id) & (BeforeDone.enrolment_id == viewer.enrolment_id)
    return (
        select(
            Section,
            Course,
            Assignment.done_at,
            Assignment.extended_to,
            Enrolment.since,
            Before.title.label("after"),
            BeforeDone.done_at.label("after_done_at"),
        )
        .join(Course, Course.id == Section.course_id)
        .join(Enrolment, Enrolment.context_id == Course.context_id)
        .outerjoin(Assignment, mine)
        .outerjoin(Before, (Before.id == Section.opens_after_id) & is_there(Before))
        .outerjoin(BeforeDone, before)
        .where(Course.context_id == viewer.context_id, Enrolment.id == viewer.enrolment_id)
    )


def _stop(viewer: Member, row: Row[Any], number: int = 0) -> Stop:
    said = (row.Section, row.Course, row.since, viewer.zone)
    after = row.after if row.after and row.after_done_at is None else ""
    due = row.extended_to or due_on(*said)
    return Stop(row.Section, row.done_at, opens_on(*said), clock.today(viewer.zone), due, after, number)


def mentees_seen(viewer: Member) -> int:
    """How many mentees the viewer follows: a lead everybody's, a mentor their own."""
    if not viewer.is_lead:
        return len(viewer.mentee_ids)
    return (
        db.session.scalar(select(func.count(Mentorship.mentee_id.distinct())).where(*_running(viewer))) or 0
    )


def mentees_done(viewer: Member, course: Course) -> dict[UUID, tuple[int, int]]:
    """Of those mentees, how many are done with each section, of how many who have it; a lead's are kept counters."""
    if viewer.is_lead:
        kept = select(Section.id, Section.done, Section.assigned).where(Section.course_id == course.id)
        return {row[0]: (row[1], row[2]) for row in db.session.execute(kept)}
    rows = db.session.execute(
        select(Assignment.section_id, func.count(Assignment.done_at), func.count())
        .join(Section, Section.id == Assignment.section_id)
        .where(Section.course_id == course.id, Assignment.current)
        .where(Assignment.enrolment_id.in_(viewer.mentee_ids))
        .group_by(Assignment.section_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def mentees_done_with(viewer: Member, section: Section) -> tuple[int, int]:
    """The same of one section."""
    if viewer.is_lead:
        return section.done, section.assigned
    row = db.session.execute(
        select(func.count(Assignment.done_at), func.count())
        .where(Assignment.section_id == section.id, Assignment.current)
        .where(Assignment.enrolment_id.in_(viewer.mentee_ids))
    ).one()
    return row[0], row[1]


def _running(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    return (Mentorship.context_id == viewer.context_id, Mentorship.until.is_(None))
