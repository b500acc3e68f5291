"""How a resource stands to whoever looks at it: where it comes from, who pointed it out, what they made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from plugin.courses.outline.models import Section
from plugin.courses.resources.models import Resource, Share, Use
from plugin.courses.resources.queries import Origin, is_shared_with
from plugin.courses.resources.uses.queries import MARK, Mark, mark_in
from plugin.database import db
from plugin.member import Member
from plugin.people.figures import FEWEST
from plugin.people.models import Enrolment, Group, Person
from plugin.people.queries import name_of, said


@dataclass(frozen=True, slots=True)
class Pointed:
    """The latest share that is for the viewer, or that the viewer made: by whom, with whom, when, with which note.

    `with_viewer`: it is for the viewer alone.
    """

    by: str
    group: str
    person: str
    note: str
    at: datetime
    with_viewer: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """`helped` counts everybody whom it helped; 0 where they are too few to be counted.

    `opened_by` counts the viewer's mentees who opened it; None where the viewer mentors nobody.
    """

    origin: Origin
    pointed: Pointed | None
    mark: Mark
    helped: int
    opened_by: int | None


def standing_of(viewer: Member, resource: Resource) -> Standing:
    """All of it in one statement."""
    row = db.session.execute(_asked(viewer, resource)).one()
    adder = said(row.adder) if resource.added_by_id else ""
    pointed = None
    if row.at:
        by, person = said(row.by) if row.by_id else "", said(row.person) if row.with_id else ""
        mine = row.with_id is not None and row.with_id == viewer.enrolment_id
        pointed = Pointed(by, row.group or "", person, row.note, row.at, mine)
    return Standing(
        Origin(row.section_id, row.title or "", resource.added_by_id, adder),
        pointed,
        mark_in(row),
        row.helped if row.helped >= FEWEST else 0,
        row.opened_by if viewer.mentee_ids else None,
    )


def _asked(viewer: Member, resource: Resource) -> Any:
    adding, giving, taking = (aliased(Enrolment) for _part in range(3))
    adder, giver, taker = (aliased(Person) for _part in range(3))
    own = Share.ended_at.is_(None) & (Share.by_id == viewer.enrolment_id)
    latest = (
        select(Share.id)
        .where(Share.resource_id == resource.id, is_shared_with(viewer) | own)
        .order_by(Share.at.desc(), Share.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = aliased(Share)
    helped = select(func.count()).where(Use.resource_id == resource.id, Use.helped_at.is_not(None))
    mentees = (Use.enrolment_id.in_(viewer.mentee_ids), Use.days > 0)
    opened_by = select(func.count()).where(Use.resource_id == resource.id, *mentees)
    return (
        select(
            *(Section.id.label("section_id"), Section.title, _name(adder, "adder")),
            *(found.by_id, _name(giver, "by"), Group.name.label("group")),
            *(found.with_id, _name(taker, "person"), found.note, found.at),
            *(helped.scalar_subquery().label("helped"), opened_by.scalar_subquery().label("opened_by")),
            *MARK,
        )
        .select_from(Resource)
        .outerjoin(Section, Section.id == Resource.section_id)
        .outerjoin(adding, adding.id == Resource.added_by_id)
        .outerjoin(adder, adder.id == adding.person_id)
        .outerjoin(found, found.id == latest)
        .outerjoin(giving, giving.id == found.by_id)
        .outerjoin(giver, giver.id == giving.person_id)
        .outerjoin(Group, Group.id == found.group_id)
        .outerjoin(taking, taking.id == found.with_id)
        .outerjoin(taker, taker.id == taking.person_id)
        .outerjoin(Use, (Use.resource_id == Resource.id) & (Use.enrolment_id == viewer.enrolment_id))
        .where(Resource.id == resource.id)
    )


def _name(person: Any, label: str) -> Any:
    return name_of(person).label(label)
