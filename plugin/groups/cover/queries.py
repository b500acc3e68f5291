"""Which cover there is and will be, who can be covered, and what somebody should know of it on a mentee's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.cover.models import Cover
from plugin.people.cover.queries import is_covered, is_covering
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, name_of, said

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Covering:
    """Who covers for whom, by name; in a group, or in all where `group` is empty."""

    id: UUID
    covered_id: UUID
    covered: str
    covering_id: UUID
    covering: str
    group: str
    first_day: date
    last_day: date
    has_begun: bool


def covers_here(lead: Member) -> list[Covering]:
    """All cover in the lead's course that runs or comes, the next to begin first, at most SHOWN: one statement."""
    coming = _named().where(Cover.context_id == lead.context_id, Cover.until > clock.now())
    return _read(coming.order_by(Cover.since, Cover.id).limit(SHOWN))


def covers_about(viewer: Member) -> list[Covering]:
    """Cover that runs now, by the viewer or for them: one statement."""
    mine = or_(Cover.covering_id == viewer.enrolment_id, Cover.covered_id == viewer.enrolment_id)
    return _read(_named().where(mine, *is_covering(clock.now())).order_by(Cover.until, Cover.id).limit(SHOWN))


def covers_of(viewer: Member, mentee_id: UUID) -> list[Covering]:
    """Cover under which somebody looks after this mentee now, for the three whom it is about: one statement."""
    now, me = clock.now(), viewer.enrolment_id
    under = exists().where(Mentorship.mentee_id == mentee_id, *is_covered(now, now.date()))
    about_me = () if me == mentee_id else (or_(Cover.covering_id == me, Cover.covered_id == me),)
    found = _named().where(under, *about_me, Cover.context_id == viewer.context_id)
    return _read(found.order_by(Cover.until, Cover.id).limit(SHOWN))


def cover_for(viewer: Member, cover_id: UUID) -> Cover:
    """One of the viewer's own course that is not over. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Cover).where(
            Cover.id == cover_id, Cover.context_id == viewer.context_id, Cover.until > clock.now()
        )
    )
    if found is None:
        raise NotHere()
    return found


def mentors_to_cover(lead: Member) -> list[tuple[UUID, str]]:
    """Everybody who mentors somebody in the lead's course, or a group of it, by name; also who has left the LMS."""
    mentors = exists().where(Mentorship.mentor_id == Enrolment.id, Mentorship.until.is_(None))
    stands = exists().where(Place.enrolment_id == Enrolment.id, Place.part == "mentor", Place.until.is_(None))
    rows = db.session.execute(
        select(Enrolment.id, NAME)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == lead.context_id, or_(mentors, stands))
        .order_by(func.lower(NAME), Enrolment.id)
    )
    return [(enrolment_id, said(name)) for enrolment_id, name in rows]


def _named() -> Select[Any]:
    covered, covering = aliased(Enrolment), aliased(Enrolment)
    their, other = aliased(Person), aliased(Person)
    asked: Any = select(Cover, name_of(their).label("covered"), name_of(other).label("covering"))
    found: Select[Any] = (
        asked.add_columns(Group.name.label("group"))
        .join(covered, covered.id == Cover.covered_id)
        .join(their, their.id == covered.person_id)
        .join(covering, covering.id == Cover.covering_id)
        .join(other, other.id == covering.person_id)
        .outerjoin(Group, Group.id == Cover.group_id)
    )
    return found


def _read(asked: Select[Any]) -> list[Covering]:
    now = clock.now()
    return [
        Covering(
            row.Cover.id,
            row.Cover.covered_id,
            said(row.covered),
            row.Cover.covering_id,
            said(row.covering),
            row.group or "",
            row.Cover.first_day,
            row.Cover.last_day,
            row.Cover.since <= now,
        )
        for row in db.session.execute(asked)
    ]
