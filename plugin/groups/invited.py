"""Who is expected: pairs and places by e-mail, that wait until the LMS says who these people are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, or_, select

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.groups.actions import make_pair, place
from plugin.groups.models import Invited
from plugin.member import Member
from plugin.people.models import Enrolment, Group, Person, Place

KEPT = timedelta(days=180)
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody, or two people, whom a lead wrote down and the LMS has not named yet."""

    id: UUID
    mentor: str
    mentee: str
    group: str
    since: datetime


@dataclass(frozen=True, slots=True)
class _Course:
    """Where people are put together when nobody is asking: it was asked when they were written down."""

    context_id: UUID


def folded(address: str) -> str:
    """An e-mail address as two of them are compared. Case means nothing in any that people have."""
    return address.strip().casefold()


def expected(viewer: Member) -> list[Expected]:
    """Who is expected in the viewer's course, the oldest first, at most SHOWN."""
    rows = db.session.execute(
        select(Invited.id, Invited.mentor_email, Invited.mentee_email, Group.name, Invited.made_at)
        .outerjoin(Group, Group.id == Invited.group_id)
        .where(Invited.context_id == viewer.context_id)
        .order_by(Invited.made_at, Invited.id)
        .limit(SHOWN)
    )
    return [Expected(one, mentor, mentee, group or "", at) for one, mentor, mentee, group, at in rows]


def expected_for(viewer: Member, invited_id: UUID) -> Invited:
    """One of those of the viewer's own course. Raises NotHere for any other."""
    found = db.session.scalar(
        select(Invited).where(Invited.id == invited_id, Invited.context_id == viewer.context_id)
    )
    if found is None:
        raise NotHere()
    return found


def expect(lead: Member, mentor: str, mentee: str, group_id: UUID | None) -> None:
    """Let them wait; written down twice, they wait once."""
    assert lead.context_id is not None, "a lead is in a course"
    said = {"mentor_email": mentor, "mentee_email": mentee, "group_id": group_id}
    same = [Invited.context_id == lead.context_id, *(getattr(Invited, k) == v for k, v in said.items())]
    if not db.session.scalar(select(exists().where(*same))):
        db.session.add(
            Invited(context_id=lead.context_id, made_by_id=lead.enrolment_id, made_at=clock.now(), **said)
        )
        db.session.flush()


def expect_no_more(invited: Invited) -> None:
    """They need not come; whoever comes all the same is placed by hand."""
    db.session.delete(invited)
    db.session.flush()


def match(context_id: UUID, enrolment_ids: Collection[UUID]) -> None:
    """These people came, or have another address now: put together whoever waited for them.

    Addresses count within one LMS course, and so within one company and platform. One that two people have counts for
    neither. What was matched is erased.
    """
    if not db.session.scalar(select(exists().where(Invited.context_id == context_id))):
        return
    came = {folded(address) for address in _addresses(enrolment_ids)} - {""}
    waiting = _waiting(context_id, came)
    known = _known(context_id) if waiting else {}
    for waits in waiting:
        _put_together(waits, known)


def sweep(now: datetime) -> int:
    """Forget the addresses of people who did not come in half a year."""
    over = db.session.execute(delete(Invited).where(Invited.made_at < now - KEPT))
    return int(over.rowcount)  # type: ignore[attr-defined]


def _addresses(enrolment_ids: Collection[UUID]) -> Iterable[str]:
    return db.session.scalars(
        select(Person.email)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.id.in_(enrolment_ids), Enrolment.active, Person.email != "")
    )


def _waiting(context_id: UUID, came: Collection[str]) -> list[Invited]:
    """Locked: of a mentor and a mentee who come at the same moment, the second waits here and then sees the first."""
    theirs = or_(Invited.mentor_email.in_(came), Invited.mentee_email.in_(came))
    rows = select(Invited).where(Invited.context_id == context_id, theirs).order_by(Invited.id)
    return list(db.session.scalars(rows.with_for_update())) if came else []


def _known(context_id: UUID) -> dict[str, UUID]:
    """Who is in the course now, by address; folded here, since databases fold only some letters."""
    found: dict[str, list[UUID]] = {}
    rows = db.session.execute(
        select(Person.email, Enrolment.id)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.context_id == context_id, Enrolment.active, Person.email != "")
    )
    for address, enrolment_id in rows:
        found.setdefault(folded(address), []).append(enrolment_id)
    return {address: people[0] for address, people in found.items() if len(people) == 1}


def _put_together(waits: Invited, known: dict[str, UUID]) -> None:
    """What may not be now, of a guest or of somebody who covers there, goes on waiting, where a lead sees it."""
    try:
        with db.session.begin_nested():
            _place_or_pair(waits, known)
    except Invalid:
        db.session.refresh(waits)


def _place_or_pair(waits: Invited, known: dict[str, UUID]) -> None:
    where = _Course(waits.context_id)
    mentor, mentee = known.get(waits.mentor_email), known.get(waits.mentee_email)
    if waits.group_id is None:
        if mentor and mentee:
            if mentor != mentee:
                make_pair(where, mentor, mentee)
            db.session.delete(waits)
    else:
        group = db.session.get_one(Group, waits.group_id)
        if mentor:
            _place(where, group, mentor, "mentor")
            waits.mentor_email = ""
        if mentee:
            _place(where, group, mentee, "mentee")
            waits.mentee_email = ""
        if not (waits.mentor_email or waits.mentee_email):
            db.session.delete(waits)
    db.session.flush()


def _place(where: _Course, group: Group, enrolment_id: UUID, part: str) -> None:
    """Unless a lead has put them into it by hand meanwhile: that outranks what was written down before."""
    stands = exists().where(
        Place.group_id == group.id, Place.enrolment_id == enrolment_id, Place.until.is_(None)
    )
    if not db.session.scalar(select(stands)):
        place(where, group, enrolment_id, part)
