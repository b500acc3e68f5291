"""What a roster changes: people appear, are renamed, leave and come back. Nobody is ever deleted by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, insert, select, update

from plugin import clock
from plugin.database import db, new_id
from plugin.lti.models import Context, Visit
from plugin.lti.services.members import Members, MemberSaid
from plugin.people import changes
from plugin.people.models import Enrolment, Person
from plugin.people.roster.models import Roster

CHUNK = 500  # people in memory at a time


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a roster changed. `total` are those whom it lists as active."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    back: int = 0
    total: int = 0


def roster_wanted(context_id: UUID) -> None:
    """Let the roster of a course be read as soon as may be. One that was never read is due already."""
    now = clock.now()
    asked = update(Roster).where(Roster.context_id == context_id, Roster.due_at > now)
    db.session.execute(asked.values(due_at=now))


def apply_roster(
    context_id: UUID, members: Iterable[MemberSaid], asked_at: datetime | None = None
) -> Outcome:
    """Bring a course in line with the whole list of its members, in the caller's transaction.

    Whoever launched since `asked_at`, when the list was asked for, is not absent: the launch is newer than the list.
    Writes nothing where nothing has changed.
    """
    if not isinstance(members, Members):
        with Members(members) as listed:
            return apply_roster(context_id, listed, asked_at)
    members.put_back()
    course = db.session.execute(
        select(Context.id, Context.company_id, Context.platform_id).where(Context.id == context_id)
    ).one()
    tally: Counter[str] = Counter()
    for known in _enrolled(context_id):
        tally.update(_compared(course.id, known, members, asked_at or clock.now()))
    for unknown in members.rest(CHUNK):
        tally.update(_appeared(course, {member.sub: member for member in unknown}))
    return Outcome(**tally)


def _enrolled(context_id: UUID) -> Iterator[Sequence[Any]]:
    """Everybody who was ever in the course, a chunk at a time."""
    people = (
        select(
            *(Person.id.label("person_id"), Person.sub, Person.name, Person.email),
            *(Enrolment.id, Enrolment.role, Enrolment.role_from, Enrolment.active, Enrolment.seen_at),
        )
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.context_id == context_id)
        .order_by(Enrolment.person_id)
        .limit(CHUNK)
    )
    found = db.session.execute(people).all()
    while found:
        yield found
        # After the last one by id, not by number: nobody is passed over when somebody comes in between.
        found = db.session.execute(people.where(Enrolment.person_id > found[-1].person_id)).all()


def _compared(context_id: UUID, known: Sequence[Any], members: Members, asked_at: datetime) -> dict[str, int]:
    """Bring people whom we know in line with what is said of them."""
    said = {sub: one for sub, one in members.take(row.sub for row in known).items() if one.active}
    there = [(row, said[row.sub]) for row in known if row.sub in said]
    back = [row.id for row, _ in there if not row.active]
    absent = [row.id for row in known if row.active and row.sub not in said]
    renamed = _rename([(row.person_id, row, one, row.seen_at is None) for row, one in there])
    # What a launch said outranks the roster, and a lead's own choice outranks both.
    roles = [
        {"id": row.id, "role": one.role}
        for row, one in there
        if row.role_from == "roster" and row.role != one.role
    ]
    if roles:
        db.session.execute(update(Enrolment), roles)
    if back:
        db.session.execute(update(Enrolment), [{"id": one, "active": True, "until": None} for one in back])
    changed = {row.id for row, _ in there if row.person_id in renamed} | {role["id"] for role in roles}
    gone = _absent(absent, asked_at) if absent else []
    changes.tell(context_id, sorted({*back, *gone, *changed}))
    return {"changed": len(changed - set(back)), "gone": len(gone), "back": len(back), "total": len(there)}


def _absent(enrolment_ids: list[UUID], asked_at: datetime) -> list[UUID]:
    """Let people be inactive from now on, save those who came in while the list was on its way."""
    came = exists().where(
        Visit.person_id == Enrolment.person_id,
        Visit.context_id == Enrolment.context_id,
        Visit.began_at >= asked_at,
    )
    left = (
        update(Enrolment)
        .where(Enrolment.id.in_(enrolment_ids), ~came)
        .values(active=False, until=clock.now())
        .returning(Enrolment.id)
        .execution_options(synchronize_session=False)
    )
    return list(db.session.scalars(left))


def _rename(people: Iterable[tuple[UUID, Any, MemberSaid, bool]]) -> set[UUID]:
    """Take over names and e-mail addresses that differ; gives whose did.

    Some LMSs share these in a launch and not in a roster: only for somebody who never launched does silence count.
    """
    changed: list[dict[str, Any]] = []
    for person_id, kept, said, silence_counts in people:
        names = {
            "name": said.name if said.name or silence_counts else kept.name,
            "email": said.email if said.email or silence_counts else kept.email,
        }
        if names != {"name": kept.name, "email": kept.email}:
            changed.append({"id": person_id, **names})
    if changed:
        db.session.execute(update(Person), changed)
    return {one["id"] for one in changed}


def _appeared(course: Any, said: dict[str, MemberSaid]) -> dict[str, int]:
    """People who are new in the course, some of them perhaps known from another one of the same LMS."""
    now = clock.now()
    here = {"company_id": course.company_id, "platform_id": course.platform_id}
    rows = db.session.execute(
        select(Person.id, Person.sub, Person.name, Person.email).where(
            *(getattr(Person, name) == value for name, value in here.items()), Person.sub.in_(said)
        )
    ).all()
    ids = {row.sub: row.id for row in rows}
    _rename([(row.id, row, said[row.sub], False) for row in rows])
    made = [
        {"id": new_id(), "sub": one.sub, "name": one.name, "email": one.email, "made_at": now, **here}
        for one in said.values()
        if one.sub not in ids
    ]
    if made:
        db.session.execute(insert(Person), made)
    ids |= {person["sub"]: person["id"] for person in made}
    place = {"context_id": course.id, "role_from": "roster", "since": now}
    enrolled = [
        {"id": new_id(), "person_id": ids[sub], "role": one.role, **place} for sub, one in said.items()
    ]
    db.session.execute(insert(Enrolment), enrolled)
    changes.tell(course.id, [one["id"] for one in enrolled])
    return {"new": len(said), "total": len(said)}
