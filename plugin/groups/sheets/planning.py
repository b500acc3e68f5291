"""What each line of a sheet will do, said before anything is done: the course as it stands, asked in six statements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from plugin.database import db
from plugin.groups.invited import folded
from plugin.groups.models import Invited
from plugin.groups.sheets.reading import Line
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from plugin.people.queries import NAME, said

ADDRESS = re.compile(r"[^\s@,;<>]{1,64}@[^\s@,;<>]{1,190}")
LONGEST_GROUP = 80


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


@dataclass(frozen=True, slots=True)
class Planned:
    """A line and what will come of it.

    what: 'pair', 'placed' (in the group), 'waits' (somebody on it has not come yet), 'already' (nothing changes).
    """

    number: int
    mentor: Who | None
    mentee: Who | None
    group: str
    what: str = ""
    fault: str = ""
    new_group: bool = False

    @property
    def people(self) -> tuple[tuple[str, Who], ...]:
        """Everybody on it with their part."""
        both = (("mentor", self.mentor), ("mentee", self.mentee))
        return tuple((part, who) for part, who in both if who)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole sheet. It can be done when no line has a fault, and is worth doing when some line changes something."""

    lines: list[Planned]

    @property
    def faults(self) -> list[Planned]:
        """Lines to put right."""
        return [line for line in self.lines if line.fault]

    @property
    def counts(self) -> Counter[str]:
        """How many lines do what."""
        return Counter(line.what for line in self.lines)

    @property
    def new_groups(self) -> list[str]:
        """Groups that will be made."""
        return list(dict.fromkeys(line.group for line in self.lines if line.new_group))


@dataclass
class Standing:
    """The course as it stands: people by address, groups by name, who is where and with whom."""

    people: dict[str, list[Who]] = field(default_factory=dict)
    groups: dict[str, tuple[UUID | None, str]] = field(default_factory=dict)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)  # group's name, address -> part
    pairs: set[tuple[UUID, UUID]] = field(default_factory=set)
    waiting: set[tuple[str, str]] = field(default_factory=set)


def plan(lead: Member, lines: Sequence[Line]) -> Plan:
    """Compare a sheet with the course. What one line will do counts as done for those below it."""
    stands = _standing(lead)
    return Plan([_planned(line, stands) for line in lines])


def called(name: str) -> str:
    """A group's name as two of them are compared."""
    return " ".join(name.split()).casefold()


def _planned(line: Line, stands: Standing) -> Planned:
    known = stands.groups.get(called(line.group))
    group = known[1] if known else line.group
    seen = {part: _who(getattr(line, part), stands) for part in ("mentor", "mentee") if getattr(line, part)}
    made = Planned(line.number, seen.get("mentor"), seen.get("mentee"), group)
    if fault := next(_faults(made, stands), ""):
        return Planned(made.number, made.mentor, made.mentee, group, fault=fault)
    what = _in_group(made, stands) if group else _as_pair(made, stands)
    if group and not known:
        stands.groups[called(group)] = (None, group)
    return Planned(
        made.number, made.mentor, made.mentee, group, what, new_group=bool(group) and known is None
    )


def _who(typed: str, stands: Standing) -> Who:
    found = stands.people.get(folded(typed), [])
    return found[0] if len(found) == 1 else Who(folded(typed))


def _faults(line: Planned, stands: Standing) -> Iterator[str]:
    if not line.people:
        yield _("This line names nobody.")
    elif not line.mentee and not line.group:
        yield _("This mentor has neither a mentee nor a group on this line.")
    elif not line.mentor and not line.group:
        yield _("This mentee has neither a mentor nor a group on this line.")
    if len(line.group) > LONGEST_GROUP:
        yield _("The name of a group has at most %(most)s characters.", most=LONGEST_GROUP)
    for part, who in line.people:
        yield from _faults_of(part, who, line.group, stands)
    if line.mentor and line.mentee and line.mentor.address == line.mentee.address:
        yield _("Nobody can be their own mentor.")


def _faults_of(part: str, who: Who, group: str, stands: Standing) -> Iterator[str]:
    if not (ADDRESS.fullmatch(who.address) and who.address.isprintable()):
        yield _("“%(address)s” is no e-mail address.", address=who.address[:80])
    if len(stands.people.get(who.address, [])) > 1:
        yield _(
            "Several people here have the address %(address)s. Please place them by hand.",
            address=who.address,
        )
    if group and stands.parts.get((called(group), who.address), part) != part:
        names = {"name": who.called, "group": group}
        yield (
            _("%(name)s is a mentor of %(group)s already.", **names)
            if part == "mentee"
            else _("%(name)s is a mentee of %(group)s already.", **names)
        )


def _in_group(line: Planned, stands: Standing) -> str:
    new = [(part, who) for part, who in line.people if (called(line.group), who.address) not in stands.parts]
    for part, who in new:
        stands.parts[called(line.group), who.address] = part
    if not new:
        return "already"
    return "waits" if any(who.id is None for _part, who in new) else "placed"


def _as_pair(line: Planned, stands: Standing) -> str:
    mentor, mentee = line.mentor, line.mentee
    assert mentor is not None, "a line without a group names both"
    assert mentee is not None
    waits = (mentor.address, mentee.address)
    if mentor.id and mentee.id:
        pair = (mentor.id, mentee.id)
        if pair in stands.pairs:
            return "already"
        stands.pairs.add(pair)
        return "pair"
    if waits in stands.waiting:
        return "already"
    stands.waiting.add(waits)
    return "waits"


def _standing(lead: Member) -> Standing:
    stands = Standing()
    here = Enrolment.context_id == lead.context_id
    addresses: dict[UUID, str] = {}
    people = select(Enrolment.id, NAME, Person.email).join(Person, Person.id == Enrolment.person_id)
    for one, name, email in db.session.execute(people.where(here, Enrolment.active, Person.email != "")):
        addresses[one] = folded(email)
        stands.people.setdefault(folded(email), []).append(Who(folded(email), one, said(name)))
    for one, name in db.session.execute(
        select(Group.id, Group.name).where(Group.context_id == lead.context_id)
    ):
        stands.groups[called(name)] = (one, name)
    places = select(Group.name, Place.enrolment_id, Place.part).join(Group, Group.id == Place.group_id)
    for name, one, part in db.session.execute(
        places.where(Group.context_id == lead.context_id, Place.until.is_(None))
    ):
        if one in addresses:
            stands.parts[called(name), addresses[one]] = part
    pairs = select(Mentorship.mentor_id, Mentorship.mentee_id).where(
        Mentorship.context_id == lead.context_id, Mentorship.until.is_(None), Mentorship.group_id.is_(None)
    )
    stands.pairs = {(mentor, mentee) for mentor, mentee in db.session.execute(pairs)}
    _waiting(lead, stands)
    return stands


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
