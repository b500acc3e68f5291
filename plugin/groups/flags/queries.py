"""Which flags somebody sees of a mentee, and which of them they set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.flags.facts import facts_of
from plugin.groups.flags.models import NOTHING, SetAside, Standing
from plugin.groups.flags.rules import KINDS, Facts, Flag, Limits, flags_of, is_unheard
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said


@dataclass(frozen=True, slots=True)
class Flagged:
    """What may need attention, what the viewer set aside and why, and whether no contact was ever recorded."""

    flags: tuple[Flag, ...] = ()
    aside: tuple[tuple[Flag, SetAside], ...] = ()
    unheard: bool = False
    limits: Limits | None = None  # those of the course; None where there is nobody to point it out to

    @property
    def whole(self) -> Flagged:
        """With what was set aside in its place again: as the mentee reads it."""
        every = (*self.flags, *(flag for flag, _aside in self.aside))
        return Flagged(
            tuple(sorted(every, key=lambda flag: KINDS.index(flag.kind))), (), self.unheard, self.limits
        )


def flagged_of(viewer: Member, mentee_ids: Collection[UUID]) -> dict[UUID, Flagged]:
    """Of those whom the viewer mentors: thirteen statements. A mentee sees all that is said about them."""
    return {one: flagged for one, (_facts, flagged) in reckoned_of(viewer, mentee_ids).items()}


def reckoned_of(viewer: Member, mentee_ids: Collection[UUID]) -> dict[UUID, tuple[Facts, Flagged]]:
    """The same, with the facts that it follows from."""
    facts, limits = facts_of(viewer, mentee_ids)
    aside = _set_aside(viewer, facts)
    return {one: (told, _flagged(told, aside[one], limits)) for one, told in facts.items()}


def raised_for(viewer: Member, most: int) -> list[tuple[Standing, str]]:
    """Those of the viewer's mentees who may need a word, as it was reckoned last, with their names: one statement."""
    rows = db.session.execute(
        select(Standing, NAME)
        .join(Enrolment, Enrolment.id == Standing.mentee_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Standing.mentor_id == viewer.enrolment_id, Standing.rank < NOTHING, Enrolment.active)
        .order_by(Standing.rank, Standing.since, Standing.mentee_id)
        .limit(most)
    )
    return [(standing, said(name)) for standing, name in rows if viewer.mentors(standing.mentee_id)]


def _flagged(facts: Facts, aside: dict[str, SetAside], limits: Limits) -> Flagged:
    raised = flags_of(facts, limits)
    covered = {
        flag.kind: aside[flag.kind]
        for flag in raised
        if flag.kind in aside and aside[flag.kind].covers(flag.since, facts.today)
    }
    return Flagged(
        tuple(flag for flag in raised if flag.kind not in covered),
        tuple((flag, covered[flag.kind]) for flag in raised if flag.kind in covered),
        is_unheard(facts) and not facts.rests,
        limits,
    )


def _set_aside(viewer: Member, mentee_ids: Iterable[UUID]) -> dict[UUID, dict[str, SetAside]]:
    """The viewer's own; nobody sets aside what is said about themselves."""
    mine = (SetAside.by_id == viewer.enrolment_id, SetAside.mentee_id.in_(list(mentee_ids)))
    found: dict[UUID, dict[str, SetAside]] = defaultdict(dict)
    for one in db.session.scalars(select(SetAside).where(*mine)):
        found[one.mentee_id][one.kind] = one
    return found


@dataclass(frozen=True, slots=True)
class Kind:
    """A mentee of the viewer's, and one kind of flag."""

    mentee_id: UUID
    kind: str


def kind_for(viewer: Member, enrolment_id: UUID, kind: str) -> Kind:
    """Raises NotHere for whomever the viewer does not mentor now, and for a kind that there is not."""
    if not viewer.mentors(enrolment_id) or kind not in KINDS:
        raise NotHere()
    return Kind(enrolment_id, kind)
