"""An agreement as one of its parties sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plugin.courses.agreements.models import Agreement, Hope, Terms
from plugin.courses.agreements.parties import Whose
from plugin.member import Member

MINUTES_OF_A_GOAL = 60  # a month, of talking and trying beside the sessions
DAYS = 30  # of a month


@dataclass(frozen=True, slots=True)
class Standing:
    """Where it stands, without a word of it: who of its parties has signed the terms of now."""

    whose: Whose
    agreement_id: UUID | None
    version: int
    parties: frozenset[UUID]
    signed: frozenset[UUID]

    @property
    def is_over(self) -> bool:
        """The mentee whose it was is bound by it no more."""
        return self.whose.kind != "group" and self.whose.mentee_id not in self.parties

    @property
    def waits_for(self) -> frozenset[UUID]:
        """Who has not signed what is written."""
        return self.parties - self.signed if self.version else frozenset()

    @property
    def holds(self) -> bool:
        """Everybody whom it binds has signed it."""
        return bool(self.version) and not self.waits_for and not self.is_over


@dataclass(frozen=True, slots=True)
class Seen:
    """The same with its words: the terms of now, when each signed them, and hopes that were opened to the viewer.

    `names` call everybody in it by name. `mine` is the viewer's own hope; others' are in `hopes` once that is given.
    `hoped` says who has given theirs.
    """

    agreement: Agreement
    standing: Standing
    terms: Terms | None
    signed_at: dict[UUID, datetime]
    mine: Hope | None
    hopes: tuple[Hope, ...]
    hoped: frozenset[UUID]
    names: dict[UUID, str]
    group: str

    @property
    def whose(self) -> Whose:
        """Whose it is."""
        return self.standing.whose

    @property
    def parties(self) -> frozenset[UUID]:
        """Who has to sign it now."""
        return self.standing.parties

    @property
    def signers(self) -> list[UUID]:
        """Whoever has to sign it, and whoever did."""
        return sorted(self.parties | self.signed_at.keys())

    def others(self, viewer: Member) -> list[str]:
        """The other parties by name."""
        return self.called(one for one in self.parties if one != viewer.enrolment_id)

    def called(self, ids: Iterable[UUID]) -> list[str]:
        """Their names, in the order of the alphabet."""
        return sorted((self.names[one] for one in ids if one in self.names), key=str.casefold)


def minutes_a_month(terms: Terms, goals: int = 0) -> int:
    """What the cadence comes to, with the time that open goals take beside it."""
    return round(DAYS / terms.cadence_days * terms.minutes) + goals * MINUTES_OF_A_GOAL


def is_too_much(terms: Terms, goals: int = 0) -> bool:
    """Whether meeting so often, with so many goals, takes more than the hours that they have for each other."""
    return terms.hours is not None and minutes_a_month(terms, goals) > terms.hours * 60
