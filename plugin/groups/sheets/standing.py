"""A course as it stands before a sheet: people by address, groups by name, who is where and with whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from plugin.database import db
from plugin.groups.invited import folded
from plugin.groups.models import Invited
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, said


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody on a line: their address, and who that is here; nobody yet where `id` is None."""

    address: str
    id: UUID | None = None
    name: str = ""

    @property
    def called(self) -> str:
        """How a page calls them."""
        return self.name or self.address


@dataclass
class Standing:
    """The course as it stands: people by address, groups by name, who is where and with whom."""

    people: dict[str, list[Who]] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)
    groups: dict[str, tuple[UUID | None, str]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)  # groups that want to be the only one for their mentees
    parts: dict[tuple[str, str], str] = field(default_factory=dict)  # group's name, address -> part
    pairs: set[tuple[UUID, UUID]] = field(default_factory=set)
    mentors: dict[UUID, dict[UUID, set[str]]] = field(
        default_factory=dict
    )  # mentee -> mentor -> groups, or ''
    waiting: set[tuple[str, str]] = field(default_factory=set)

    def other_groups(self, address: str, group: str) -> list[str]:
        """In which others somebody is a mentee, or comes to be."""
        return [
            name
            for (name, whose), part in self.parts.items()
            if (whose, part) == (address, "mentee") and name != called(group)
        ]

    def other_mentors(self, mentee: UUID, mentor: UUID | None, group: str) -> list[str]:
        """Who mentors somebody beside this mentor, and not through this group alone."""
        return sorted(
            self.names.get(one, "")
            for one, through in self.mentors.get(mentee, {}).items()
            if one != mentor and through != {called(group)}
        )


def called(name: str) -> str:
    """A group's name as two of them are compared."""
    return " ".join(name.split()).casefold()


def standing_of(lead: Member) -> Standing:
    """The lead's own course, in five statements."""
    stands = Standing()
    addresses = _people(lead, stands)
    groups = select(Group.id, Group.name, Group.alone).where(Group.context_id == lead.context_id)
    for one, name, alone in db.session.execute(groups):
        stands.groups[called(name)] = (one, name)
        if alone:
            stands.alone.add(called(name))
    places = select(Group.name, Place.enrolment_id, Place.part).join(Group, Group.id == Place.group_id)
    for name, one, part in db.session.execute(
        places.where(Group.context_id == lead.context_id, Place.until.is_(None))
    ):
        if one in addresses:
            stands.parts[called(name), addresses[one]] = part
    _together(lead, stands)
    _waiting(lead, stands)
    return stands


def _people(lead: Member, stands: Standing) -> dict[UUID, str]:
    """Everybody who is here, by name and by address; gives the addresses of those who have one."""
    addresses: dict[UUID, str] = {}
    people = select(Enrolment.id, NAME, Person.email).join(Person, Person.id == Enrolment.person_id)
    here = people.where(Enrolment.context_id == lead.context_id, Enrolment.active)
    for one, name, email in db.session.execute(here):
        stands.names[one] = said(name)
        if email:
            addresses[one] = folded(email)
            stands.people.setdefault(folded(email), []).append(Who(folded(email), one, said(name)))
    return addresses


def _together(lead: Member, stands: Standing) -> None:
    rows = (
        select(Mentorship.mentor_id, Mentorship.mentee_id, Group.name)
        .outerjoin(Group, Group.id == Mentorship.group_id)
        .where(Mentorship.context_id == lead.context_id, Mentorship.until.is_(None))
    )
    for mentor, mentee, named in db.session.execute(rows):
        group: str | None = named
        if group is None:
            stands.pairs.add((mentor, mentee))
        if mentor in stands.names:  # whoever has left the LMS mentors nobody
            through = stands.mentors.setdefault(mentee, {}).setdefault(mentor, set())
            through.add(called(group or ""))


def _waiting(lead: Member, stands: Standing) -> None:
    rows = db.session.execute(
        select(Invited.mentor_email, Invited.mentee_email, Group.name)
        .outerjoin(Group, Group.id == Invited.group_id)
        .where(Invited.context_id == lead.context_id)
    )
    for mentor, mentee, named in rows:
        group: str | None = named
        if group is None:
            stands.waiting.add((mentor, mentee))
            continue
        for part, address in (("mentor", mentor), ("mentee", mentee)):
            if address:
                stands.parts.setdefault((called(group), address), part)
