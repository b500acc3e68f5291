"""Who is here: the member behind a visit, names, the people of a course, and whom they may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select

from plugin import clock
from plugin.database import db
from plugin.errors import NotHere, VisitOver
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.ties import Ties, pairs_of, places_of, ties_of


def name_of(person: Any) -> ColumnElement[str]:
    """The name a person shows: their own choice, else the LMS's, else ''."""
    return func.coalesce(func.nullif(person.shown_name, ""), person.name)


NAME = name_of(Person)


def said(name: str | None) -> str:
    """A name as a page says it; somebody whose LMS shares none is still somebody."""
    return name or _("Somebody")


class Stay(Protocol):
    """What the way in knows of a visit."""

    @property
    def visit_id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def context_id(self) -> UUID | None: ...
    @property
    def company_id(self) -> UUID: ...
    @property
    def platform_id(self) -> UUID: ...
    @property
    def context_title(self) -> str: ...


def member_of(stay: Stay, visit: str) -> Member:
    """The member behind a visit, in three statements. Raises VisitOver for people who are no longer enrolled."""
    return _member(stay.person_id, stay.context_id, visit, stay.visit_id, stay.context_title)


def member_in(person_id: UUID, context_id: UUID | None, context_title: str = "") -> Member:
    """The same person outside a visit: for jobs, the demonstration and tests."""
    return _member(person_id, context_id, "", None, context_title)


def _member(
    person_id: UUID, context_id: UUID | None, visit: str, visit_id: UUID | None, title: str
) -> Member:
    # The join's second condition keeps a person without a context (or enrolment) as a row of their own.
    found = db.session.execute(
        select(Person, Enrolment)
        .outerjoin(Enrolment, (Enrolment.person_id == Person.id) & (Enrolment.context_id == context_id))
        .where(Person.id == person_id)
    ).one_or_none()
    if found is None or (context_id and (found.Enrolment is None or not found.Enrolment.active)):
        raise VisitOver()
    person: Person = found[0]
    enrolment: Enrolment | None = found[1]
    ties = _ties(enrolment.id) if enrolment else Ties()
    return Member(
        company_id=person.company_id,
        platform_id=person.platform_id,
        person_id=person.id,
        name=said(person.shown_name or person.name),
        context_id=context_id,
        enrolment_id=enrolment.id if enrolment else None,
        role=enrolment.role if enrolment else "member",
        visit=visit,
        visit_id=visit_id,
        locale=person.locale or person.lms_locale or "en",
        zone=person.zone,
        zone_confirmed=person.zone_confirmed_at is not None,
        theme=person.theme,
        context_title=title,
        **ties._asdict(),
    )


# Built once: every request asks these.
_PAIRS, _PLACES = pairs_of(NAME), places_of()


def _ties(enrolment_id: UUID) -> Ties:
    """Whom they mentor, who mentors them, and their groups: two statements, whatever their number."""
    now = clock.now()
    asked = {"me": enrolment_id, "now": now, "today": now.date()}
    pairs = db.session.execute(_PAIRS, asked).all()
    ties = ties_of(enrolment_id, pairs, db.session.execute(_PLACES, asked).all())
    return ties._replace(mentor_names=tuple(said(name) for name in ties.mentor_names))


def names(viewer: Member, enrolment_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of people in the viewer's own course, in one statement. Ids from elsewhere are left out.

    They are left out here: asked for the course as well, SQLite goes through everybody in it.
    """
    rows = db.session.execute(
        select(Enrolment.id, NAME, Enrolment.context_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.id.in_(set(enrolment_ids)))
    )
    return {enrolment_id: said(name) for enrolment_id, name, course in rows if course == viewer.context_id}


def enrolment_for(viewer: Member, enrolment_id: UUID) -> Enrolment:
    """Somebody in the viewer's own course. Raises NotHere for anybody else."""
    found = db.session.scalar(
        select(Enrolment).where(Enrolment.id == enrolment_id, Enrolment.context_id == viewer.context_id)
    )
    if found is None:
        raise NotHere()
    return found


def leads(viewer: Member) -> list[str]:
    """Who runs the viewer's course, by name."""
    rows = db.session.scalars(
        select(NAME)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.context_id == viewer.context_id, Enrolment.role == "lead", Enrolment.active)
        .order_by(NAME)
    )
    return [said(name) for name in rows]


def own_person(viewer: Member) -> Person:
    """The viewer's own row, for the Me page."""
    return db.session.get_one(Person, viewer.person_id)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the course, as its lead's list shows them."""

    id: UUID
    name: str
    role: str
    role_from: str
    seen_at: datetime | None


def everybody(viewer: Member) -> list[Somebody]:
    """Everybody active in the viewer's course, by name."""
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"), Enrolment.role, Enrolment.role_from, Enrolment.seen_at)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.context_id == viewer.context_id, Enrolment.active)
        .order_by(func.lower(NAME), Enrolment.id)
    )
    return [Somebody(r.id, said(r.name), r.role, r.role_from, r.seen_at) for r in rows]
