"""Who was in a session, and with whom somebody can log one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.courses.sessions.models import Attendance
from plugin.database import db
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Person, Place
from plugin.people.queries import NAME, names, said


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in a session, or who can be in one, with their part in it."""

    id: UUID
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Partner:
    """With whom somebody can log a session: `key` is what the form sends, like 'group:<id>'."""

    key: str
    name: str
    kind: str

    @property
    def id(self) -> UUID:
        """The group's or the enrolment's id."""
        return UUID(self.key.partition(":")[2])


def people_in(viewer: Member, session_id: UUID) -> list[Present]:
    """Who was in the session, mentors first."""
    rows = db.session.execute(
        select(Attendance.enrolment_id, NAME.label("name"), Attendance.part)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Attendance.session_id == session_id, Enrolment.context_id == viewer.context_id)
        .order_by(Attendance.part.desc(), NAME, Enrolment.id)
    )
    return [Present(row.enrolment_id, said(row.name), row.part) for row in rows]


def people_of_group(viewer: Member, group_id: UUID) -> list[Present]:
    """Who is in a group of the viewer's course now, mentees first."""
    rows = db.session.execute(
        select(Place.enrolment_id, NAME.label("name"), Place.part)
        .join(Group, Group.id == Place.group_id)
        .join(Enrolment, Enrolment.id == Place.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Group.id == group_id, Group.context_id == viewer.context_id, Place.until.is_(None))
        .where(Enrolment.active)
        .order_by(Place.part, NAME, Enrolment.id)
    )
    return [Present(row.enrolment_id, said(row.name), row.part) for row in rows]


def partners(viewer: Member) -> list[Partner]:
    """With whom the viewer can log a session: groups they mentor, their mentees, their own mentors."""
    groups = db.session.execute(
        select(Group.id, Group.name)
        .where(Group.id.in_(viewer.mentored_group_ids), Group.context_id == viewer.context_id)
        .order_by(Group.name)
    )
    found = [Partner(f"group:{row.id}", row.name, "group") for row in groups]
    called = names(viewer, viewer.mentee_ids | viewer.mentor_ids)
    for kind, ids in (("mentee", viewer.mentee_ids), ("mentor", viewer.mentor_ids)):
        named = sorted((called[one].casefold(), called[one], str(one)) for one in ids if one in called)
        found += [Partner(f"{kind}:{one}", name, kind) for _folded, name, one in named]
    return found
