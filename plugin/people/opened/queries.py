"""Who opened whose page: for the one whose page it is, and for whoever runs the course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from plugin.database import db
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.opened.models import Opened
from plugin.people.queries import name_of, said

PAGE = 50
_Viewer, _Mentee = aliased(Enrolment), aliased(Enrolment)
_ViewerPerson, _MenteePerson = aliased(Person), aliased(Person)
_VIEWER, _MENTEE = name_of(_ViewerPerson), name_of(_MenteePerson)


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened somebody's page on a day."""

    day: date
    viewer_id: UUID
    viewer: str
    mentee_id: UUID
    mentee: str


@dataclass(frozen=True, slots=True)
class Openings:
    """A page of them, the latest first."""

    shown: list[Opening]
    page: int
    more: bool


def opened_mine(viewer: Member, page: int = 1) -> Openings:
    """Who opened the viewer's own page: one statement."""
    return _read(_named().where(Opened.mentee_id == viewer.enrolment_id), page)


def opened_here(lead: Member, page: int = 1) -> Openings:
    """Who opened whose page in the lead's course: one statement."""
    return _read(_named().where(Opened.context_id == lead.context_id), page)


def is_noted(viewer_id: UUID, mentee_id: UUID, day: date) -> bool:
    """Whether it is kept already: most looks are not the first of the day, and then nothing needs to be written."""
    there = (Opened.mentee_id == mentee_id, Opened.day == day, Opened.viewer_id == viewer_id)
    return bool(db.session.scalar(select(exists().where(*there))))


def _named() -> Select[Any]:
    asked: Any = select(Opened.day, Opened.viewer_id, Opened.mentee_id)
    found: Select[Any] = (
        asked.add_columns(_VIEWER.label("viewer"), _MENTEE.label("mentee"))
        .join(_Viewer, _Viewer.id == Opened.viewer_id)
        .join(_ViewerPerson, _ViewerPerson.id == _Viewer.person_id)
        .join(_Mentee, _Mentee.id == Opened.mentee_id)
        .join(_MenteePerson, _MenteePerson.id == _Mentee.person_id)
    )
    return found


def _read(asked: Select[Any], page: int) -> Openings:
    rows = db.session.execute(
        asked.order_by(Opened.day.desc(), func.lower(_VIEWER), func.lower(_MENTEE), Opened.id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    shown = [Opening(r.day, r.viewer_id, said(r.viewer), r.mentee_id, said(r.mentee)) for r in rows[:PAGE]]
    return Openings(shown, page, len(rows) > PAGE)
