"""Who can see a resource, and so the discussion beside it: everybody, groups, or a few people, by name and number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select, true

from plugin.courses.outline.models import Course, Section
from plugin.courses.resources.models import Resource, Share
from plugin.database import db
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, said

FEW = 4  # so many people are named


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can see it: `number` people; where they are few, the `others` besides the viewer by name."""

    everybody: bool
    groups: tuple[str, ...]
    number: int
    others: tuple[str, ...]

    @property
    def is_few(self) -> bool:
        """Few enough to be named, where no group names them together."""
        return not self.everybody and not self.groups and self.number <= FEW


@dataclass(frozen=True, slots=True)
class Reach:
    """What decides who can see a resource."""

    resource: Resource
    section: Section | None
    groups: dict[UUID, str]
    everybody: bool
    here: int  # how many are in the course

    def people(self) -> ColumnElement[bool]:
        """Which enrolments can see it."""
        return true() if self.everybody else or_(*self._some())

    def _some(self) -> list[ColumnElement[bool]]:
        shared = exists().where(
            Share.resource_id == self.resource.id, Share.ended_at.is_(None), Share.with_id == Enrolment.id
        )
        some = [Enrolment.id == self.resource.added_by_id, shared, _in_groups(self.groups)]
        section = self.section
        if section and section.retired_at is None:
            some.append(Enrolment.id == section.made_by_id)
            if section.mentee_id is None:
                some.append(Enrolment.role == "lead")
            elif section.hidden_at is None:
                mentoring = exists().where(
                    Mentorship.mentor_id == Enrolment.id,
                    Mentorship.mentee_id == section.mentee_id,
                    Mentorship.until.is_(None),
                )
                some += [Enrolment.id == section.mentee_id, mentoring]
        return some


def reach_of(resource: Resource) -> Reach:
    """Where it stands and with whom it is shared, in one statement."""
    here = select(func.count()).where(Enrolment.context_id == Course.context_id, Enrolment.active)
    live = (Share.resource_id == Resource.id) & Share.ended_at.is_(None) & Share.with_id.is_(None)
    shown = (Section.group_id == Group.id) & Section.hidden_at.is_(None) & Section.retired_at.is_(None)
    rows = db.session.execute(
        select(
            *(Section, Share.id.label("share_id"), Share.group_id, Group.id.label("in_group"), Group.name),
            here.scalar_subquery().label("here"),
        )
        .select_from(Resource)
        .join(Course, Course.id == Resource.course_id)
        .outerjoin(Section, Section.id == Resource.section_id)
        .outerjoin(Share, live)
        .outerjoin(Group, (Group.id == Share.group_id) | shown)
        .where(Resource.id == resource.id)
    ).all()
    section: Section | None = rows[0].Section
    for_all = section and not (
        section.group_id or section.mentee_id or section.hidden_at or section.retired_at
    )
    shared_with_all = any(row.share_id and row.group_id is None for row in rows)
    groups = {row.in_group: row.name for row in rows if row.in_group}
    return Reach(resource, section, groups, bool(for_all or shared_with_all), rows[0].here)


def audience_of(viewer: Member, resource: Resource) -> Audience:
    """Who can see it, in two statements, however many they are; in one where that is everybody."""
    reach = reach_of(resource)
    if reach.everybody:
        return Audience(True, (), reach.here, ())
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), func.count().over().label("number"))
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == viewer.context_id, Enrolment.active, reach.people())
        .order_by(func.lower(NAME), Enrolment.id)
        .limit(FEW + 1)
    ).all()
    others = tuple(said(row.name) for row in rows if row.id != viewer.enrolment_id)
    groups = tuple(sorted(reach.groups.values(), key=str.casefold))
    return Audience(reach.everybody, groups, rows[0].number if rows else 0, others)


def _in_groups(group_ids: Collection[UUID]) -> ColumnElement[bool]:
    return exists().where(
        Place.enrolment_id == Enrolment.id, Place.group_id.in_(group_ids), Place.until.is_(None)
    )
