"""What each line of a sheet will do, said before anything is done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from plugin.groups.invited import folded
from plugin.groups.rules import each_other, second_group
from plugin.groups.sheets.reading import Line
from plugin.groups.sheets.standing import Standing, Who, called, standing_of
from plugin.member import Member

ADDRESS = re.compile(r"[^\s@,;<>]{1,64}@[^\s@,;<>]{1,190}")
LONGEST_GROUP = 80


@dataclass(frozen=True, slots=True)
class Planned:
    """A line and what will come of it.

    what: 'pair', 'placed' (in the group), 'waits' (somebody on it has not come yet), 'already' (nothing changes).
    shared_with: who mentors the mentee already and goes on doing so.
    """

    number: int
    mentor: Who | None
    mentee: Who | None
    group: str
    what: str = ""
    fault: str = ""
    new_group: bool = False
    shared_with: tuple[str, ...] = ()

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


def plan(lead: Member, lines: Sequence[Line]) -> Plan:
    """Compare a sheet with the course. What one line will do counts as done for those below it."""
    stands = standing_of(lead)
    return Plan([_planned(line, stands) for line in lines])


def _planned(line: Line, stands: Standing) -> Planned:
    known = stands.groups.get(called(line.group))
    group = known[1] if known else line.group
    seen = {part: _who(getattr(line, part), stands) for part in ("mentor", "mentee") if getattr(line, part)}
    made = Planned(line.number, seen.get("mentor"), seen.get("mentee"), group)
    if fault := next(_faults(made, stands), ""):
        return replace(made, fault=fault)
    shared = _shared_with(made, stands)
    what = _in_group(made, stands) if group else _as_pair(made, stands)
    if group and not known:
        stands.groups[called(group)] = (None, group)
    told = shared if what in ("pair", "placed") else ()
    return replace(made, what=what, new_group=bool(group) and known is None, shared_with=told)


def _shared_with(line: Planned, stands: Standing) -> tuple[str, ...]:
    if line.mentee is None or line.mentee.id is None:
        return ()
    mentor = line.mentor.id if line.mentor else None
    return tuple(stands.other_mentors(line.mentee.id, mentor, line.group))


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
    yield from _faults_of_two(line, stands)


def _faults_of_two(line: Planned, stands: Standing) -> Iterator[str]:
    mentor, mentee = line.mentor, line.mentee
    if mentor and mentee and mentor.id and mentee.id in stands.mentors.get(mentor.id, {}):
        yield each_other(mentee.called, mentor.called)
    others = stands.other_groups(mentee.address, line.group) if mentee and line.group else []
    wants = [line.group] if called(line.group) in stands.alone else []
    wants += [name for name in others if name in stands.alone]
    if mentee and others and wants:
        other, group = stands.groups[others[0]][1], stands.groups[called(wants[0])][1]
        yield second_group(mentee.called, other, group)


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
