"""Learning groups with people in them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from plugin import clock
from plugin.member import Member
from plugin.people.models import Group, Place
from tests.factories import people
from tests.factories.people import Where, a_person, again, place
from tests.factories.places import kept, numbers


@dataclass(frozen=True)
class GroupOfPeople:
    """A group, and the people in it as the door knows them."""

    group: Group
    mentors: list[Member]
    mentees: list[Member]

    @property
    def id(self) -> UUID:
        return self.group.id

    @property
    def mentor(self) -> Member:
        return self.mentors[0]

    @property
    def mentee(self) -> Member:
        return self.mentees[0]


def a_group(where: Where, *, mentors: int = 1, mentees: int = 2, name: str | None = None) -> GroupOfPeople:
    """A group with fresh people in it, every mentor mentoring every mentee through it."""
    group = kept(
        Group(context_id=place(where).id, name=name or f"Cohort {next(numbers)}", made_at=clock.now())
    )
    givers = [_placed(group, where, "mentor") for _ in range(mentors)]
    takers = [_placed(group, where, "mentee") for _ in range(mentees)]
    for giver in givers:
        for taker in takers:
            _through(group, giver, taker)
    return GroupOfPeople(group, [again(one) for one in givers], [again(one) for one in takers])


def _placed(group: Group, where: Where, part: str) -> Member:
    person = a_person(where)
    kept(Place(group_id=group.id, enrolment_id=person.enrolment_id, part=part, since=clock.now()))
    return person


def _through(group: Group, mentor: Member, mentee: Member) -> None:
    people.mentors(mentor, mentee, group_id=group.id)
