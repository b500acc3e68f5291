"""What roster tests say again and again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from plugin.database import db
from plugin.lti.services.members import MemberSaid
from plugin.people.models import Enrolment, Person
from plugin.people.roster.models import Roster
from plugin.people.roster.reading import Read, read_roster
from tests.fakes.rosters import Listed


def said(sub: str, role: str = "member", **more: Any) -> MemberSaid:
    """Somebody active in a list, with a name made of their id."""
    told = {"name": sub.title(), "email": f"{sub}@example.com", "active": True, **more}
    return MemberSaid(sub=sub, role=role, **told)


def enrolled(context_id: UUID) -> dict[str, tuple[str, str, str, bool]]:
    """Sub -> name, role, where that comes from, active: everybody who was ever in the course."""
    rows = db.session.execute(
        select(Person.sub, Person.name, Enrolment.role, Enrolment.role_from, Enrolment.active)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.context_id == context_id)
        .order_by(Person.sub)
    )
    return {sub: (name, role, role_from, active) for sub, name, role, role_from, active in rows}


def active(context_id: UUID) -> list[str]:
    """The ids of those who are in the course now."""
    return [sub for sub, (*_said, here) in enrolled(context_id).items() if here]


def enrolment(context_id: UUID, sub: str) -> Enrolment:
    db.session.expire_all()
    return db.session.scalars(
        select(Enrolment).join(Person).where(Enrolment.context_id == context_id, Person.sub == sub)
    ).one()


def read(listed: Listed) -> Read:
    """Read the course's roster as a job would."""
    found: Read = listed.apart(read_roster, listed.context.id)
    db.session.expire_all()
    return found


def noted(listed: Listed) -> Roster:
    """What stands of the last try."""
    return db.session.scalars(select(Roster).where(Roster.context_id == listed.context.id)).one()
