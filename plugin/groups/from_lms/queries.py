"""Which groups of the LMS wait for a lead's word: new ones, and differences since the last word."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.from_lms.models import GroupProposal
from plugin.groups.from_lms.pairs import pairs_waiting
from plugin.groups.queries import PAGE
from plugin.member import Member
from plugin.people.lms_groups.models import LmsGroup, LmsPlace
from plugin.people.models import Enrolment, Group, Person, Place
from plugin.people.queries import NAME, said
from plugin.people.roster.models import Roster

_Here, _There = aliased(Enrolment), aliased(LmsPlace)


@dataclass(frozen=True, slots=True)
class Offer:
    """A group of the LMS that a lead has not answered to as it is now. Who leads the course is in no list.

    group: the learning group that was made of it; None where there is none. joined: who is to come in, left: who would
    be taken out. renamed: how the LMS calls it now, where that is new.
    """

    id: UUID
    lms_id: str
    name: str
    set_name: str
    group_id: UUID | None
    group: str
    renamed: str
    is_gone: bool
    since: datetime  # when the LMS first said it
    joined: list[tuple[UUID, str]] = field(default_factory=list)
    left: list[tuple[UUID, str]] = field(default_factory=list)

    @property
    def called(self) -> str:
        """How a page calls it; some LMSs say a number and no name."""
        return self.name or _("Group %(id)s of the LMS", id=self.lms_id)

    @property
    def mark(self) -> str:
        """The same for the same offer: what a lead has seen is what is done."""
        people = [[str(one) for one, _name in those] for those in (self.joined, self.left)]
        told = (self.id, self.name, self.group_id, self.renamed, self.is_gone, *people)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Offers:
    """A page of them; `total` counts all."""

    shown: list[Offer]
    total: int
    page: int

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.total > self.page * PAGE


def offers_here(lead: Member, page: int = 1) -> Offers:
    """The groups of the lead's course that wait for a word, 50 a page: three statements."""
    waiting = _offered(lead).add_columns(func.count().over().label("total")).where(_waits())
    rows = db.session.execute(
        waiting.order_by(GroupProposal.group_id.is_(None), func.lower(LmsGroup.name), LmsGroup.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return Offers(_whole(rows), rows[0].total if rows else 0, page)


def offer_for(lead: Member, lms_group_id: UUID) -> Offer:
    """One of them. Raises NotHere for a group of another course, and for one that has been answered to."""
    rows = db.session.execute(_offered(lead).where(LmsGroup.id == lms_group_id, _waits())).all()
    if not rows:
        raise NotHere()
    return _whole(rows)[0]


def waiting(lead: Member) -> int:
    """How many proposals of the LMS wait for a word, of groups and of pairs: one statement."""
    groups = (
        select(func.count(LmsGroup.id))
        .outerjoin(GroupProposal, GroupProposal.lms_group_id == LmsGroup.id)
        .outerjoin(Group, Group.id == GroupProposal.group_id)
        .where(LmsGroup.context_id == lead.context_id, _waits())
    )
    return db.session.scalar(select(groups.scalar_subquery() + pairs_waiting(lead))) or 0


def trouble(lead: Member) -> str:
    """What was wrong when the groups were last asked for, in words; '' for nothing."""
    asked = select(Roster.groups_result).where(Roster.context_id == lead.context_id)
    return db.session.scalar(asked) or ""


def _offered(lead: Member) -> Select[Any]:
    named: Any = select(LmsGroup.id, LmsGroup.lms_id, LmsGroup.name, LmsGroup.set_name, LmsGroup.since)
    found: Select[Any] = (
        named.add_columns(LmsGroup.gone_at, Group.id.label("group_id"), Group.name.label("group"))
        .add_columns(GroupProposal.at, GroupProposal.lms_name)
        .outerjoin(GroupProposal, GroupProposal.lms_group_id == LmsGroup.id)
        .outerjoin(Group, Group.id == GroupProposal.group_id)
        .where(LmsGroup.context_id == lead.context_id)
    )
    return found


def _waits() -> ColumnElement[bool]:
    """Nobody has answered to it, or the LMS has said something since that matters here."""
    since = or_(_There.since > GroupProposal.at, _There.gone_at > GroupProposal.at)
    renamed = and_(LmsGroup.name != GroupProposal.lms_name, LmsGroup.name != "")
    new = and_(LmsGroup.gone_at.is_(None), GroupProposal.at.is_(None), _somebody(_There.gone_at.is_(None)))
    again = and_(LmsGroup.gone_at.is_(None), Group.id.is_(None), or_(renamed, _somebody(since)))
    moved = and_(LmsGroup.gone_at.is_(None), _somebody(or_(_joined(), _left())))
    differs = and_(Group.id.is_not(None), or_(renamed, LmsGroup.gone_at > GroupProposal.at, moved))
    return or_(new, and_(GroupProposal.at.is_not(None), or_(again, differs)))


def _somebody(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Somebody in the group of the LMS, now or once, of whom this is so; whoever leads or has left does not count."""
    here = and_(_Here.id == _There.enrolment_id, _Here.active, _Here.role == "member")
    return exists(
        select(_There.id)
        .join(_Here, here)
        .where(_There.lms_group_id == LmsGroup.id, which)
        .correlate(LmsGroup, GroupProposal, Group)
    )


def _joined() -> ColumnElement[bool]:
    return and_(_There.gone_at.is_(None), _There.since > GroupProposal.at, ~_placed())


def _left() -> ColumnElement[bool]:
    return and_(_There.gone_at > GroupProposal.at, _placed(Place.part == "mentee"))


def _placed(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    here = (Place.group_id == Group.id, Place.enrolment_id == _There.enrolment_id, Place.until.is_(None))
    return exists(select(Place.id).where(*here, *which).correlate(Group, _There))


def _whole(rows: Sequence[Any]) -> list[Offer]:
    """With the people of each: two more statements, whatever their number."""
    ids = [row.id for row in rows]
    people: dict[UUID, list[Any]] = {one: [] for one in ids}
    for row in db.session.execute(
        select(LmsPlace.lms_group_id, LmsPlace.since, LmsPlace.gone_at, Enrolment.id, NAME.label("name"))
        .join(Enrolment, Enrolment.id == LmsPlace.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(LmsPlace.lms_group_id.in_(ids), Enrolment.active, Enrolment.role == "member")
        .order_by(func.lower(NAME), Enrolment.id)
    ):
        people[row.lms_group_id].append(row)
    placed: dict[UUID, dict[UUID, str]] = {}
    made = [row.group_id for row in rows if row.group_id]
    for group_id, one, part in db.session.execute(
        select(Place.group_id, Place.enrolment_id, Place.part).where(
            Place.group_id.in_(made), Place.until.is_(None)
        )
    ):
        placed.setdefault(group_id, {})[one] = part
    return [_offer(row, people[row.id], placed.get(row.group_id, {})) for row in rows]


def _offer(row: Any, people: Sequence[Any], placed: dict[UUID, str]) -> Offer:
    joined = [one for one in people if not one.gone_at]
    left: list[Any] = []
    if row.group_id:
        joined = [one for one in joined if one.since > row.at and one.id not in placed]
        left = [
            one for one in people if one.gone_at and one.gone_at > row.at and placed.get(one.id) == "mentee"
        ]
    if row.gone_at:
        joined, left = [], []
    return Offer(
        *(row.id, row.lms_id, row.name, row.set_name, row.group_id, row.group or ""),
        renamed=row.name if row.group_id and row.name and row.name != row.lms_name else "",
        is_gone=row.gone_at is not None,
        since=row.since,
        joined=[(one.id, said(one.name)) for one in joined],
        left=[(one.id, said(one.name)) for one in left],
    )
