"""What the steps of set-up show: how far it is, whom the course has, who mentors how many, whether it can begin anew."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import load_only

from plugin.courses.assessments.models import Answer, HandIn, Item
from plugin.courses.goals.models import Goal
from plugin.courses.grades.models import Column
from plugin.courses.outline.models import Course, OutlineChange, Section
from plugin.courses.outline.queries import course_if_any
from plugin.courses.resources.models import Resource
from plugin.courses.sessions.models import Session
from plugin.database import db
from plugin.discussions.models import Thread
from plugin.errors import NotHere
from plugin.groups.everybody import people_here
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, said

STEPS = ("programme", "roster", "people", "cadence", "preview")
MENTORS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class SetUp:
    """How far a course is: the step that waits, and of each what one would like to know beside it."""

    at: int  # 1 to 5, or 6 where it is open
    sections: int
    people: int
    groups: int
    alone: int  # members without a mentor who mentor nobody either


@dataclass(frozen=True, slots=True)
class Known:
    """How much the learning site tells of the people in a course."""

    people: int
    named: int
    addressed: int


@dataclass(frozen=True, slots=True)
class Mentoring:
    """A mentor with how many they mentor, and room for how many; None is as many as come."""

    id: UUID
    name: str
    mentees: int
    own: int | None
    room: int | None

    @property
    def over(self) -> bool:
        """They mentor more than they have room for."""
        return self.room is not None and self.mentees > self.room


def course_in(viewer: Member) -> Course:
    """The course of this visit, open or not. Raises NotHere where nobody has begun to set one up."""
    course = course_if_any(viewer)
    if course is None:
        raise NotHere()
    return course


def how_far(viewer: Member, course: Course | None) -> SetUp:
    """Where set-up goes on: four statements."""
    if course is None:
        return SetUp(1, 0, 0, 0, 0)
    sections = select(func.count()).where(Section.course_id == course.id, Section.retired_at.is_(None))
    groups = select(func.count()).where(Group.context_id == viewer.context_id)
    here = people_here(viewer)
    return SetUp(
        course.set_up_step,
        db.session.scalar(sections) or 0,
        here.total,
        db.session.scalar(groups) or 0,
        here.alone,
    )


def known_of(viewer: Member) -> Known:
    """Of how many people here the learning site shares a name and an address."""
    row = db.session.execute(
        select(
            func.count(),
            func.count(func.nullif(Person.name, "")),
            func.count(func.nullif(Person.email, "")),
        )
        .select_from(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == viewer.context_id, Enrolment.active)
    ).one()
    return Known(*row)


def mentors_of(viewer: Member, course: Course) -> list[Mentoring]:
    """Everybody who mentors somebody here or stands as mentor in a group, the fullest first, at most MENTORS_SHOWN."""
    mentees = func.count(Mentorship.mentee_id.distinct())
    stands = exists().where(Place.enrolment_id == Enrolment.id, Place.part == "mentor", Place.until.is_(None))
    running = (Mentorship.mentor_id == Enrolment.id) & Mentorship.until.is_(None)
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), Enrolment.capacity, mentees.label("mentees"))
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Mentorship, running)
        .where(Enrolment.context_id == viewer.context_id, Enrolment.active)
        .where(or_(Mentorship.id.is_not(None), stands))
        .group_by(Enrolment.id, Person.shown_name, Person.name, Enrolment.capacity)
        .order_by(mentees.desc(), func.lower(NAME), Enrolment.id)
        .limit(MENTORS_SHOWN)
    )
    return [
        Mentoring(
            row.id,
            said(row.name),
            row.mentees,
            row.capacity,
            course.capacity if row.capacity is None else row.capacity,
        )
        for row in rows
    ]


def sections_of(course: Course) -> list[Section]:
    """The outline for step 4: which sections there are and beside which of them there is talk."""
    rows = select(Section).where(Section.course_id == course.id, Section.retired_at.is_(None))
    shown = load_only(Section.title, Section.kind, Section.discussed, Section.position, raiseload=True)
    return list(db.session.scalars(rows.order_by(Section.position, Section.id).options(shown)))


def is_untouched(course: Course) -> bool:
    """Nobody has written into it, so that another programme may take its place without anybody losing a word.

    A section that was chosen for the gradebook counts as well: it would take its column with it, and what stands in the
    gradebook would be nobody's. What counts the whole course stays with the course.
    """
    added = Resource.added_by_id.is_not(None) | (Resource.version > 1)
    answered = (
        select(Answer.id).join(Item, Item.id == Answer.item_id).join(Section, Section.id == Item.section_id)
    )
    handed_in = select(HandIn.id).join(Section, Section.id == HandIn.section_id)
    written = [
        exists().where(OutlineChange.course_id == course.id),
        exists().where(Section.course_id == course.id, Section.made_by_id.is_not(None)),
        exists().where(Resource.course_id == course.id, added),
        exists().where(Thread.course_id == course.id),
        exists().where(Goal.course_id == course.id),
        exists().where(Session.course_id == course.id),
        exists().where(Column.course_id == course.id, Column.section_id.is_not(None)),
        answered.where(Section.course_id == course.id).exists(),
        handed_in.where(Section.course_id == course.id).exists(),
    ]
    return not db.session.scalar(select(or_(*written)))
