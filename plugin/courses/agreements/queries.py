"""Questions to agreements: one of them as a party sees it, and where all of one's own stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select

from plugin.courses.agreements.models import Agreement, Hope, Signature, Terms
from plugin.courses.agreements.parties import Whose, is_own, kept, own, parties_of, whose
from plugin.courses.agreements.seen import Seen, Standing
from plugin.courses.goals.models import OPEN, Goal
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Person
from plugin.people.queries import NAME, names

PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """Where one of the viewer's own stands, and what it is called: a group's name, or that of the others in it."""

    standing: Standing
    group: str
    others: tuple[str, ...]  # '' group: the other of a pair


@dataclass(frozen=True, slots=True)
class Own:
    """A page of them."""

    listed: tuple[Listed, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Terms that wait for a signature: since when, and with whom."""

    id: UUID
    version: int
    at: datetime
    mentee_id: UUID | None
    whom: str


def agreement_for(viewer: Member, agreement_id: UUID) -> Seen:
    """One that the viewer is a party of, or the mentee of. Raises NotHere for any other. Six statements at most."""
    found = db.session.scalar(
        select(Agreement)
        .join(Course, Course.id == Agreement.course_id)
        .where(Agreement.id == agreement_id, Course.context_id == viewer.context_id, is_own(viewer))
    )
    if found is None:
        raise NotHere()
    of = whose(found)
    parties = parties_of([of])[of]
    signatures = db.session.execute(
        select(Signature.enrolment_id, Signature.at).where(
            Signature.agreement_id == found.id, Signature.number == found.version
        )
    )
    signed_at = {row.enrolment_id: row.at for row in signatures}
    hopes = db.session.scalars(
        select(Hope).where(Hope.agreement_id == found.id).order_by(Hope.at, Hope.id)
    ).all()
    mine = next((hope for hope in hopes if hope.enrolment_id == viewer.enrolment_id), None)
    terms = select(Terms).where(Terms.agreement_id == found.id, Terms.number == found.version)
    hoped = frozenset(hope.enrolment_id for hope in hopes)
    return Seen(
        agreement=found,
        standing=Standing(of, found.id, found.version, parties, frozenset(signed_at) & parties),
        terms=db.session.scalar(terms) if found.version else None,
        signed_at=signed_at,
        mine=mine,
        hopes=tuple(hope for hope in hopes if mine is not None and hope is not mine),
        hoped=hoped,
        names=names(
            viewer, {*parties, *signed_at, *hoped, *(one for one in (of.mentee_id, of.mentor_id) if one)}
        ),
        group=_group_names({of.group_id}).get(of.group_id, "") if of.group_id else "",
    )


def own_agreements(viewer: Member, course: Course, page: int = 1) -> Own:
    """Where all of the viewer's own stand, begun or not, and what they had as a mentee: eight statements at most."""
    everything = list(dict.fromkeys([*own(viewer), *kept(viewer)]))
    here = everything[(page - 1) * PAGE : page * PAGE]
    begun = _begun(course, here)
    parties = parties_of(here)
    signed = signed_by(begun.values())
    called = names(viewer, {who for ids in parties.values() for who in ids} | _pairs(here))
    groups = _group_names({one.group_id for one in here if one.group_id})
    listed = []
    for one in here:
        agreement = begun.get(one)
        number = agreement.version if agreement else 0
        theirs = signed.get(agreement.id, frozenset()) if agreement else frozenset()
        standing = Standing(
            one, agreement.id if agreement else None, number, parties[one], theirs & parties[one]
        )
        listed.append(
            Listed(
                standing, groups.get(one.group_id, "") if one.group_id else "", _others(viewer, one, called)
            )
        )
    return Own(tuple(listed), page, len(everything) > page * PAGE)


def unsigned_by(viewer: Member) -> list[Unsigned]:
    """Terms that stand and wait for the viewer's signature, the oldest first: one statement."""
    signed = exists().where(
        *(Signature.agreement_id == Agreement.id, Signature.number == Agreement.version),
        Signature.enrolment_id == viewer.enrolment_id,
    )
    with_me = or_(
        and_(Agreement.mentor_id == viewer.enrolment_id, Agreement.mentee_id.in_(viewer.mentee_ids)),
        and_(Agreement.mentee_id == viewer.enrolment_id, Agreement.mentor_id.in_(viewer.mentor_ids)),
        and_(Agreement.group_id.in_(viewer.group_ids), Agreement.mentee_id.is_(None)),
        and_(Agreement.group_id.in_(viewer.mentored_group_ids), Agreement.mentee_id.in_(viewer.mentee_ids)),
        and_(Agreement.group_id.in_(viewer.group_ids), Agreement.mentee_id == viewer.enrolment_id),
    )
    rows = db.session.execute(
        select(Agreement.id, Agreement.version, Agreement.mentee_id, Terms.at, Group.name, NAME.label("whom"))
        .join(Terms, (Terms.agreement_id == Agreement.id) & (Terms.number == Agreement.version))
        .outerjoin(Group, Group.id == Agreement.group_id)
        .outerjoin(Enrolment, Enrolment.id == Agreement.mentee_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(with_me, ~signed)
        .order_by(Terms.at, Agreement.id)
        .limit(PAGE)
    )
    return [Unsigned(row.id, row.version, row.at, row.mentee_id, row.whom or row.name or "") for row in rows]


def earlier(seen: Seen) -> list[Terms]:
    """What was agreed before, the latest first."""
    before = select(Terms).where(
        Terms.agreement_id == seen.agreement.id, Terms.number < seen.agreement.version
    )
    return list(db.session.scalars(before.order_by(Terms.number.desc()).limit(PAGE)))


def open_goals(seen: Seen) -> int:
    """How many goals the mentee means to do something about now: one statement, none where hours were not agreed on."""
    if seen.terms is None or seen.terms.hours is None or seen.whose.mentee_id is None:
        return 0
    theirs = (Goal.course_id == seen.agreement.course_id, Goal.owner_id == seen.whose.mentee_id)
    return db.session.scalar(select(func.count()).select_from(Goal).where(*theirs, Goal.state.in_(OPEN))) or 0


def _begun(course: Course, asked: list[Whose]) -> dict[Whose, Agreement]:
    if not asked:
        return {}
    groups = {one.group_id for one in asked if one.group_id}
    mentees = {one.mentee_id for one in asked if one.mentee_id}
    rows = db.session.scalars(
        select(Agreement).where(
            Agreement.course_id == course.id,
            Agreement.group_id.in_(groups) | Agreement.mentee_id.in_(mentees),
        )
    )
    return {whose(row): row for row in rows}


def signed_by(agreements: Iterable[Agreement]) -> dict[UUID, frozenset[UUID]]:
    """Who has signed each of these as it stands: one statement."""
    ids = [agreement.id for agreement in agreements]
    if not ids:
        return {}
    rows = db.session.execute(
        select(Signature.agreement_id, Signature.enrolment_id)
        .join(Agreement, (Agreement.id == Signature.agreement_id) & (Agreement.version == Signature.number))
        .where(Agreement.id.in_(ids))
    )
    signed: dict[UUID, set[UUID]] = {}
    for row in rows:
        signed.setdefault(row.agreement_id, set()).add(row.enrolment_id)
    return {agreement_id: frozenset(who) for agreement_id, who in signed.items()}


def _group_names(group_ids: set[UUID | None]) -> dict[UUID, str]:
    rows = (
        db.session.execute(select(Group.id, Group.name).where(Group.id.in_(group_ids))) if group_ids else ()
    )
    return {row.id: row.name for row in rows}


def _pairs(asked: list[Whose]) -> set[UUID]:
    return {who for one in asked for who in (one.mentee_id, one.mentor_id) if who}


def _others(viewer: Member, one: Whose, called: dict[UUID, str]) -> tuple[str, ...]:
    """The other of a pair; of what a mentee has in a group, the mentee for its mentors and nobody for the mentee."""
    ids = (one.mentor_id, one.mentee_id) if one.kind == "pair" else (one.mentee_id,)
    return tuple(called[who] for who in ids if who in called and who != viewer.enrolment_id)
