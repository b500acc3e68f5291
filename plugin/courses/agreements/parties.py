"""Whose an agreement is, and who its parties are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from plugin.courses.agreements.models import Agreement
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship, Place


@dataclass(frozen=True, slots=True)
class Whose:
    """A pair has a mentee and a mentor, a group its id alone, and a mentee in a group both of theirs."""

    group_id: UUID | None = None
    mentee_id: UUID | None = None
    mentor_id: UUID | None = None

    @property
    def kind(self) -> str:
        """'pair', 'group' or 'mentee'."""
        if self.group_id is None:
            return "pair"
        return "group" if self.mentee_id is None else "mentee"

    def __str__(self) -> str:
        ids = (self.group_id, self.mentee_id, self.mentor_id)
        return ":".join((self.kind, *(str(one) for one in ids if one)))


def whose(agreement: Agreement) -> Whose:
    """The same of one that was begun."""
    return Whose(agreement.group_id, agreement.mentee_id, agreement.mentor_id)


def mentor_and_mentee(viewer: Member, other_id: UUID) -> tuple[UUID, UUID]:
    """The viewer and somebody whom they mentor, or who mentors them. Raises NotHere for any other, also under cover."""
    if viewer.enrolment_id is None or not viewer.is_together_with(other_id):
        raise NotHere()
    is_mentor = other_id in viewer.mentee_ids - viewer.covered_mentee_ids
    return (viewer.enrolment_id, other_id) if is_mentor else (other_id, viewer.enrolment_id)


def own(viewer: Member) -> list[Whose]:
    """Everything that the viewer has an agreement for, or could: one statement, in a fixed order."""
    me = viewer.enrolment_id
    if me is None:
        return []
    rows = db.session.execute(
        select(Mentorship.mentor_id, Mentorship.mentee_id, Mentorship.group_id)
        .where(Mentorship.until.is_(None), or_(Mentorship.mentor_id == me, Mentorship.mentee_id == me))
        .where(
            Mentorship.mentor_id.in_(viewer.mentor_ids | {me}),
            Mentorship.mentee_id.in_(viewer.mentee_ids | {me}),
        )
        .order_by(Mentorship.since, Mentorship.id)
    )
    pairs = [Whose(row.group_id, row.mentee_id, None if row.group_id else row.mentor_id) for row in rows]
    groups = [Whose(group_id) for group_id in sorted(viewer.group_ids - viewer.covered_group_ids)]
    return list(dict.fromkeys([*groups, *pairs]))


def is_own(viewer: Member) -> ColumnElement[bool]:
    """Which agreements the viewer is a party of now. A mentee keeps theirs when it has ended; leads read none."""
    me = viewer.enrolment_id
    theirs = and_(
        Mentorship.mentor_id == me, Mentorship.mentee_id == Agreement.mentee_id, Mentorship.until.is_(None)
    )
    own_groups = viewer.group_ids - viewer.covered_group_ids  # cover is no party to what others promised
    pair = exists().where(theirs, Mentorship.group_id.is_(None), Agreement.mentor_id == me)
    in_group = exists().where(theirs, Mentorship.group_id == Agreement.group_id)
    whole = and_(Agreement.mentee_id.is_(None), Agreement.group_id.in_(own_groups))
    followed = Agreement.mentee_id.in_(viewer.mentee_ids)
    return or_(Agreement.mentee_id == me, whole, followed & or_(pair, in_group))


def kept(viewer: Member) -> list[Whose]:
    """What was the viewer's own as a mentee, begun once, whether it runs or not: one statement."""
    mine = select(Agreement).where(Agreement.mentee_id == viewer.enrolment_id).order_by(Agreement.begun_at)
    return [whose(one) for one in db.session.scalars(mine)] if viewer.enrolment_id else []


def parties_of(agreements: Iterable[Whose]) -> dict[Whose, frozenset[UUID]]:
    """Whom each of them binds now, two statements for all; nobody where a pair is none any more."""
    asked = list(agreements)
    groups = {one.group_id for one in asked if one.group_id}
    mentees = {one.mentee_id for one in asked if one.kind == "pair"}
    here = (Place.group_id.in_(groups), Place.until.is_(None), Enrolment.active)
    seats = select(Place.group_id, Place.enrolment_id, Place.part).join(Place.enrolment).where(*here)
    running = (Mentorship.mentee_id.in_(mentees), Mentorship.group_id.is_(None), Mentorship.until.is_(None))
    ties = select(Mentorship.mentee_id, Mentorship.mentor_id).where(*running)
    places = db.session.execute(seats).all()
    pairs = {(row.mentee_id, row.mentor_id) for row in db.session.execute(ties)}
    return {one: _of(one, places, pairs) for one in asked}


def _of(one: Whose, places: Iterable[Any], pairs: set[tuple[UUID, UUID]]) -> frozenset[UUID]:
    if one.kind == "pair":
        return frozenset(next((pair for pair in pairs if pair == (one.mentee_id, one.mentor_id)), ()))
    return frozenset(place.enrolment_id for place in places if _is_bound(one, place))


def _is_bound(one: Whose, place: Any) -> bool:
    """In a group everybody, or its mentors and the one mentee, as long as they have their place there."""
    mine = one.kind == "group" or place.part == "mentor" or place.enrolment_id == one.mentee_id
    return bool(place.group_id == one.group_id and mine)
