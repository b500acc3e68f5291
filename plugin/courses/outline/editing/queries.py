"""What the outline page asks: every section that somebody may see, whose it is, and what they may choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import defer

from plugin.courses.outline.editing.titles import titles_of
from plugin.courses.outline.editing.told import DUE, OPENS, in_words, said_by
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.policy import can_change_section
from plugin.courses.outline.queries import reads
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person
from plugin.people.queries import NAME, names, said

OFFERED = 300  # mentees in a list to choose from
GONE = 100  # sections on the list of what was taken out


@dataclass(frozen=True, slots=True)
class Line:
    """A section on the outline page: `number` as the viewer counts, `whose` a name or '' for everybody."""

    section: Section
    number: int
    whose: str
    opens: str
    due: str
    may_change: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections in their order, and beside them those that were taken out."""

    lines: list[Line]
    gone: list[Line]


def edits(viewer: Member) -> ColumnElement[bool]:
    """The sections that can_change_section lets them change, taken out or not."""
    made = Section.made_by_id == viewer.enrolment_id
    shared = Section.mentee_id.is_(None)
    mine = or_(
        Section.mentee_id.in_(viewer.mentee_ids),
        Section.group_id.in_(viewer.mentored_group_ids),
        made & shared,
    )
    if viewer.is_lead:
        return or_(shared, made, mine)
    return mine


def outline_of(viewer: Member, course: Course) -> Outline:
    """The whole outline as they may see it, in at most five statements however long it is."""
    asked = (
        select(Section).where(Section.course_id == course.id).options(defer(Section.words, raiseload=True))
    )
    there = asked.where(reads(viewer)).order_by(Section.position, Section.id)
    gone = asked.where(edits(viewer), Section.retired_at.is_not(None))
    sections = list(db.session.scalars(there))
    taken = list(db.session.scalars(gone.order_by(Section.retired_at.desc(), Section.id).limit(GONE)))
    whose = audience_names(viewer, [*sections, *taken])
    titles = titles_of(section.opens_after_id for section in sections)
    return Outline(
        [_line(viewer, one, number, whose, titles) for number, one in enumerate(sections, 1)],
        [_line(viewer, one, 0, whose, titles) for one in taken],
    )


def _line(
    viewer: Member, section: Section, number: int, whose: dict[UUID, str], titles: dict[UUID, str]
) -> Line:
    rules = in_words(said_by(section, words=False), titles)
    opens = rules["opens"] if any(getattr(section, name) for name in OPENS) else ""
    due = rules["due"] if any(getattr(section, name) is not None for name in DUE) else ""
    return Line(section, number, whose.get(section.id, ""), opens, due, can_change_section(viewer, section))


def audience_names(viewer: Member, sections: Iterable[Section]) -> dict[UUID, str]:
    """Of sections that are not for everybody: the group's name, or the mentee's."""
    narrow = [one for one in sections if one.group_id or one.mentee_id]
    groups = _group_names(viewer, {one.group_id for one in narrow if one.group_id})
    people = {one.mentee_id for one in narrow if one.mentee_id}
    mentees = names(viewer, people) if people else {}
    found: dict[UUID, str] = {}
    for one in narrow:
        name = groups.get(one.group_id) if one.group_id else mentees.get(one.mentee_id or one.id)
        found[one.id] = said(name)
    return found


def _group_names(viewer: Member, group_ids: set[UUID]) -> dict[UUID, str]:
    if not group_ids:
        return {}
    rows = db.session.execute(
        select(Group.id, Group.name).where(Group.context_id == viewer.context_id, Group.id.in_(group_ids))
    )
    return {row.id: row.name for row in rows}


def section_to_change(viewer: Member, section_id: UUID) -> Section:
    """A section of their course that they see, or took out. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Section)
        .join(Course, Course.id == Section.course_id)
        .where(Section.id == section_id, Course.context_id == viewer.context_id)
        .where(or_(reads(viewer), edits(viewer)))
    )
    if found is None or viewer.enrolment_id is None:
        raise NotHere()
    return found


def audiences(viewer: Member) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """For whom they may make a section besides everybody: groups and mentees, by name."""
    groups = select(Group.id, Group.name).where(Group.context_id == viewer.context_id)
    mentees = (
        select(Enrolment.id, NAME.label("name"))
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == viewer.context_id, Enrolment.active)
    )
    if viewer.is_lead:
        running = select(Mentorship.mentee_id).where(
            Mentorship.context_id == viewer.context_id, Mentorship.until.is_(None)
        )
        mentees = mentees.where(Enrolment.id.in_(running))
    else:
        groups = groups.where(Group.id.in_(viewer.mentored_group_ids))
        mentees = mentees.where(Enrolment.id.in_(viewer.mentee_ids))
    found = db.session.execute(groups.order_by(func.lower(Group.name), Group.id)).all()
    people = db.session.execute(mentees.order_by(func.lower(NAME), Enrolment.id).limit(OFFERED)).all()
    return [(row.id, row.name) for row in found], [(row.id, said(row.name)) for row in people]


def neighbours(viewer: Member, course_id: UUID) -> list[Section]:
    """The sections that a place or a rule may name, in their order."""
    asked = select(Section).where(Section.course_id == course_id, reads(viewer))
    return list(
        db.session.scalars(
            asked.order_by(Section.position, Section.id).options(defer(Section.words, raiseload=True))
        )
    )


def opened_by(section_id: UUID) -> int:
    """How many sections open after this one."""
    waiting = select(func.count()).where(Section.opens_after_id == section_id, Section.retired_at.is_(None))
    return db.session.scalar(waiting) or 0
