"""Who can see something: everybody in a course, groups, or a few people, by name and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, exists, false, func, or_, select, true

from plugin.database import db
from plugin.member import Member
from plugin.people.cover.queries import covers_group, covers_mentee
from plugin.people.models import Enrolment, Mentorship, Person, Place
from plugin.people.observed.queries import is_group_in_scope, is_in_scope
from plugin.people.queries import NAME, said

FEW = 4  # so many people are named


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can see it: `number` people; where they are few, the `others` besides the viewer by name."""

    everybody: bool
    groups: tuple[str, ...]
    number: int
    others: tuple[str, ...]
    by_share: bool = True  # through a group it comes to whoever shared it too

    @property
    def is_few(self) -> bool:
        """Few enough to be named, where no group names them together."""
        return not self.everybody and not self.groups and self.number <= FEW


@dataclass(frozen=True, slots=True)
class Reach:
    """What decides who can see something: for `everybody` the `here` people of a course, else those who are `among`."""

    everybody: bool = False
    here: int = 0
    groups: dict[UUID, str] = field(default_factory=dict)
    among: ColumnElement[bool] = field(default_factory=false)
    by_share: bool = True
    anonymous: tuple[
        bool | None, ...
    ] = ()  # what each group says of names left out; None: as the course does

    def people(self) -> ColumnElement[bool]:
        """Which enrolments can see it."""
        return true() if self.everybody else self.among

    def lets_names_be_left_out(self, in_course: bool) -> bool:
        """Whether mentees may write without their name there: every group must allow it, or else the course."""
        if self.everybody or not self.anonymous:
            return in_course
        return all(in_course if own is None else own for own in self.anonymous)


def told(viewer: Member, reach: Reach) -> Audience:
    """Whom it reaches, in one statement, however many they are; in none where that is everybody."""
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
    return Audience(False, groups, rows[0].number if rows else 0, others, reach.by_share)


def everybody_here(viewer: Member) -> Reach:
    """Everybody in the viewer's course, counted in one statement."""
    here = select(func.count()).where(Enrolment.context_id == viewer.context_id, Enrolment.active)
    return Reach(everybody=True, here=db.session.scalar(here) or 0)


def mentor_now(mentee_id: UUID | None) -> ColumnElement[bool]:
    """Which enrolments mentor somebody now, or look after them by cover."""
    mentors = exists().where(
        *(Mentorship.mentor_id == Enrolment.id, Mentorship.mentee_id == mentee_id),
        Mentorship.until.is_(None),
        is_in_scope(Mentorship.mentor_id, Mentorship.mentee_id),
    )
    return or_(mentors, covers_mentee(mentee_id))


def in_groups(group_ids: object) -> ColumnElement[bool]:
    """Which enrolments have their place in one of these groups now, or stand in for a mentor of it."""
    placed = exists().where(
        Place.enrolment_id == Enrolment.id,
        Place.group_id.in_(group_ids),  # type: ignore[arg-type]  # a collection of ids
        Place.until.is_(None),
        or_(Place.part == "mentee", is_group_in_scope(Place.enrolment_id, Place.group_id)),
    )
    return or_(placed, covers_group(group_ids))
