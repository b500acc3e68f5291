"""Whom the LMS says that somebody observes, beside who mentors whom here: what is named only there, and only here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.actions import make_pair_openly
from plugin.groups.queries import PAGE
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person
from plugin.people.observed.models import Observed
from plugin.people.queries import name_of, said

_Mentor, _Mentee = aliased(Enrolment), aliased(Enrolment)
_MentorPerson, _MenteePerson = aliased(Person), aliased(Person)
_MENTOR, _MENTEE = name_of(_MentorPerson), name_of(_MenteePerson)


@dataclass(frozen=True, slots=True)
class Two:
    """Two people by name. id: of what the LMS says, or of the mentorship; through a group where that is named."""

    id: UUID
    mentor_id: UUID
    mentor: str
    mentee_id: UUID
    mentee: str
    group_id: UUID | None = None
    group: str = ""


def named_there(lead: Member) -> list[Two]:
    """Whom the LMS names and nobody has put together here, at most PAGE: one statement."""
    asked: Any = select(Observed.id, _Mentor.id.label("mentor_id"), _Mentee.id.label("mentee_id"))
    rows = db.session.execute(
        _called(_there(asked), lead)
        .order_by(func.lower(_MENTOR), func.lower(_MENTEE), Observed.id)
        .limit(PAGE)
    )
    return [Two(r.id, r.mentor_id, said(r.mentor), r.mentee_id, said(r.mentee)) for r in rows]


def mentored_here(lead: Member) -> list[Two]:
    """Who mentors somebody here whom the LMS does not name to them any more, at most PAGE: one statement."""
    asked: Any = select(Mentorship.id, _Mentor.id.label("mentor_id"), _Mentee.id.label("mentee_id"))
    asked = asked.add_columns(Group.id.label("group_id"), Group.name.label("group"))
    found = _called(_here(asked).outerjoin(Group, Group.id == Mentorship.group_id), lead)
    rows = db.session.execute(
        found.order_by(func.lower(_MENTOR), func.lower(_MENTEE), Mentorship.id).limit(PAGE)
    )
    return [
        Two(r.id, r.mentor_id, said(r.mentor), r.mentee_id, said(r.mentee), r.group_id, r.group or "")
        for r in rows
    ]


def pairs_waiting(lead: Member) -> ColumnElement[int]:
    """How many there are of both, for a statement that asks for more."""
    there = _there(select(func.count(Observed.id))).where(_Mentor.context_id == lead.context_id)
    here = _here(select(func.count(Mentorship.id))).where(_Mentor.context_id == lead.context_id)
    return there.scalar_subquery() + here.scalar_subquery()


def named_for(lead: Member, observed_id: UUID) -> Observed:
    """Two whom the LMS names, in the lead's own course, and who wait for a word. Raises NotHere for any other."""
    asked = _there(select(Observed)).where(Observed.id == observed_id, _Mentor.context_id == lead.context_id)
    found: Observed | None = db.session.scalar(asked)
    if found is None:
        raise NotHere()
    return found


def mentored_for(lead: Member, mentorship_id: UUID) -> Mentorship:
    """A mentorship of the lead's own course that the LMS does not name any more. Raises NotHere for any other."""
    asked = _here(select(Mentorship)).where(
        Mentorship.id == mentorship_id, _Mentor.context_id == lead.context_id
    )
    found: Mentorship | None = db.session.scalar(asked)
    if found is None:
        raise NotHere()
    return found


def put_together(lead: Member, two: Observed, *, shared: bool) -> None:
    """The one mentors the other from now on, as if a lead had made the pair by hand: the same rules hold."""
    make_pair_openly(lead, two.mentor_id, two.mentee_id, None, shared=shared)


def leave_apart(two: Observed) -> None:
    """They are not put together. It is asked again when the LMS has said otherwise between."""
    two.set_aside_at = clock.now()
    db.session.flush()


def leave_together(pair: Mentorship) -> None:
    """The mentorship stays, although the mentor does not see the mentee as long as the LMS does not name them."""
    both = {"mentor_id": pair.mentor_id, "mentee_id": pair.mentee_id}
    row = db.session.scalar(select(Observed).filter_by(**both))
    now = clock.now()
    if row is None:
        row = Observed(**both, named=False, said_at=now)
        db.session.add(row)
    row.set_aside_at = now
    db.session.flush()


def _there(asked: Select[Any]) -> Select[Any]:
    """Named by the LMS, both here, no mentorship between them, and nobody has set it aside."""
    tied = exists().where(
        *(Mentorship.mentor_id == Observed.mentor_id, Mentorship.mentee_id == Observed.mentee_id),
        Mentorship.until.is_(None),
    )
    return (
        asked.select_from(Observed)
        .join(
            _Mentor, and_(_Mentor.id == Observed.mentor_id, _Mentor.active, _Mentor.observes_at.is_not(None))
        )
        .join(_Mentee, and_(_Mentee.id == Observed.mentee_id, _Mentee.active))
        .where(Observed.named, Observed.set_aside_at.is_(None), ~tied)
    )


def _here(asked: Select[Any]) -> Select[Any]:
    """Mentored here by somebody of whom the LMS says whom they observe, and does not name this one."""
    both = and_(Observed.mentor_id == Mentorship.mentor_id, Observed.mentee_id == Mentorship.mentee_id)
    return (
        asked.select_from(Mentorship)
        .join(
            _Mentor,
            and_(_Mentor.id == Mentorship.mentor_id, _Mentor.active, _Mentor.observes_at.is_not(None)),
        )
        .join(_Mentee, and_(_Mentee.id == Mentorship.mentee_id, _Mentee.active))
        .outerjoin(Observed, both)
        .where(Mentorship.until.is_(None))
        .where(or_(Observed.id.is_(None), and_(~Observed.named, Observed.set_aside_at.is_(None))))
    )


def _called(asked: Select[Any], lead: Member) -> Select[Any]:
    return (
        asked.add_columns(_MENTOR.label("mentor"), _MENTEE.label("mentee"))
        .join(_MentorPerson, _MentorPerson.id == _Mentor.person_id)
        .join(_MenteePerson, _MenteePerson.id == _Mentee.person_id)
        .where(_Mentor.context_id == lead.context_id)
    )
