"""What dealing out would do, as a plan like that of a sheet: seen first, then put down whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from plugin.errors import Invalid
from plugin.groups.dealing.queries import Mentor, chosen, groups_called, waiting
from plugin.groups.dealing.rule import Seat, dealt
from plugin.groups.sheets.planning import LONGEST_GROUP, Plan, Planned
from plugin.groups.sheets.standing import Who, called
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Dealing:
    """Who comes to whom, how many find no room, and a mark by which it is known again."""

    plan: Plan
    without_room: int

    @property
    def mark(self) -> str:
        """The same for the same people with the same mentors in the same groups."""
        told = [(line.group, *(str(who.id) for _part, who in line.people)) for line in self.plan.lines]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def deal(lead: Member, mentor_ids: Collection[UUID], most: int, *, in_groups: bool) -> Dealing:
    """Deal out whoever waits among these mentors, so that none mentors more than `most` or than they have room for.

    In groups: each mentor's own, which is made where they have none. Raises Invalid where there is nobody to deal out,
    nobody to deal to or no room at all; NotHere for a mentor of another course.
    """
    if not mentor_ids:
        raise Invalid(_("Please choose at least one person who mentors."), "mentors")
    mentors = {one.id: one for one in chosen(lead, mentor_ids)}
    people = waiting(lead, mentors)
    if not people.shown:
        raise Invalid(
            _("Everybody has a mentor or is in a group already. There is nobody to deal out."), "mentors"
        )
    seats = [Seat(one.id, one.mentees, _most(one, most)) for one in mentors.values()]
    pairs, left = dealt([one for one, _name in people.shown], seats)
    if not pairs:
        raise Invalid(
            _("None of these mentors has room. Choose others as well, or let each have more."), "most"
        )
    groups = _groups(lead, [mentors[one] for one, _mentee in pairs]) if in_groups else {}
    names = dict(people.shown)
    lines = [
        Planned(
            number,
            Who("", mentor_id, mentors[mentor_id].name),
            Who("", mentee_id, names[mentee_id]),
            *groups.get(mentor_id, ("", "pair", "", False)),
        )
        for number, (mentor_id, mentee_id) in enumerate(pairs, start=1)
    ]
    return Dealing(Plan(lines), len(left) + people.total - len(people.shown))


def _most(mentor: Mentor, most: int) -> int:
    return most if mentor.room is None else min(most, mentor.room)


def _groups(lead: Member, mentors: Iterable[Mentor]) -> dict[UUID, tuple[str, str, str, bool]]:
    """The group of each mentor, as a plan says it: its name, what happens, no fault, whether it is new."""
    taken = {called(name) for name in groups_called(lead)}
    found: dict[UUID, tuple[str, str, str, bool]] = {}
    for one in mentors:
        if one.id not in found:
            name = one.group or _new_name(one.name, taken)
            taken.add(called(name))
            found[one.id] = (name, "placed", "", not one.group)
    return found


def _new_name(mentor: str, taken: Collection[str]) -> str:
    wanted = str(_("Group of %(name)s", name=mentor))[: LONGEST_GROUP - 4].strip()
    number, name = 1, wanted
    while called(name) in taken:
        number += 1
        name = f"{wanted} {number}"
    return name
