"""Keeping what a learning site says of groups: by its roster of everybody, by a launch of whoever comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import insert, select, update

from plugin import clock
from plugin.database import db, new_id
from plugin.lti.services.course_groups import MOST, GroupSaid
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.members import Members
from plugin.people.lms_groups.models import LmsGroup, LmsPlace
from plugin.people.models import Enrolment, Person

CHUNK = 500  # people in memory at a time


def apply_groups(
    context_id: UUID, members: Members, listed: Sequence[GroupSaid] | None, *, whole: bool
) -> None:
    """Bring the groups of a course in line, once its people are: in the caller's transaction.

    listed: what the groups service says; None where it did not answer, or there is none. whole: what is not said is
    gone. A list in which nobody is in any group says nothing of who is in them: most LMSs never say it, and a slip
    must not empty them all. Writes nothing where nothing has changed. Raises ServiceFault where it is too much.
    """
    told = members.group_ids()
    if listed is None and not told:
        return
    said = {one.id: one for one in listed or ()}
    said |= {one: GroupSaid(one, "") for one in sorted(told - said.keys())}
    if len(said) > MOST:
        raise ServiceFault(_("More than %(num)s groups are more than we take.", num=MOST))
    ids = _groups(context_id, said, whole=whole)
    if told:
        for people in _people(context_id):
            here = members.take(people)
            theirs = {
                enrolment: [ids[one] for one in here[sub].group_ids]
                for sub, enrolment in people.items()
                if sub in here and here[sub].active
            }
            _places(set(people.values()), theirs, set(ids.values()))


def say_own_groups(context_id: UUID, enrolment_id: UUID, lms_ids: Collection[str]) -> None:
    """The groups of whoever comes in, and of nobody else, where the LMS says them in a launch: as ids, without names."""
    now_in = select(LmsGroup.lms_id).join(LmsPlace, LmsPlace.lms_group_id == LmsGroup.id)
    here = (LmsPlace.enrolment_id == enrolment_id, LmsPlace.gone_at.is_(None), LmsGroup.gone_at.is_(None))
    if set(db.session.scalars(now_in.where(*here))) == set(lms_ids):
        return
    ids = _groups(context_id, {one: GroupSaid(one, "") for one in lms_ids}, whole=False)
    known = db.session.scalars(select(LmsGroup.id).where(LmsGroup.context_id == context_id))
    _places({enrolment_id}, {enrolment_id: list(ids.values())}, set(known))


def _groups(context_id: UUID, said: Mapping[str, GroupSaid], *, whole: bool) -> dict[str, UUID]:
    """Their ids with us by those of the LMS, made or brought up to date."""
    now = clock.now()
    known = {
        row.lms_id: row
        for row in db.session.execute(
            select(*(LmsGroup.id, LmsGroup.lms_id, LmsGroup.name, LmsGroup.set_name, LmsGroup.gone_at)).where(
                LmsGroup.context_id == context_id
            )
        )
    }
    changed = []
    for one in said.values():
        row = known.get(one.id)
        if row is None:
            continue
        # An id alone takes no name away.
        wanted = {"name": one.name or row.name, "set_name": one.set_name if one.name else row.set_name}
        if row.gone_at or wanted != {"name": row.name, "set_name": row.set_name}:
            changed.append({"id": row.id, "gone_at": None, **wanted})
    if changed:
        db.session.execute(update(LmsGroup), changed)
    gone = [row.id for row in known.values() if whole and row.lms_id not in said and not row.gone_at]
    if gone:
        db.session.execute(update(LmsGroup), [{"id": one, "gone_at": now} for one in gone])
    made = [
        {"id": new_id(), "context_id": context_id, "lms_id": one.id, "name": one.name}
        | {"set_name": one.set_name, "since": now}
        for one in said.values()
        if one.id not in known
    ]
    if made:
        db.session.execute(insert(LmsGroup), made)
    ids = {lms_id: row.id for lms_id, row in known.items()} | {one["lms_id"]: one["id"] for one in made}
    return {one: ids[one] for one in said}


def _people(context_id: UUID) -> Iterator[dict[str, UUID]]:
    """Everybody who was ever in the course, sub -> enrolment, a chunk at a time."""
    people = (
        select(Person.id, Person.sub, Enrolment.id.label("enrolment_id"))
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.context_id == context_id)
        .order_by(Enrolment.person_id)
        .limit(CHUNK)
    )
    found = db.session.execute(people).all()
    while found:
        yield {row.sub: row.enrolment_id for row in found}
        found = db.session.execute(people.where(Enrolment.person_id > found[-1].id)).all()


def _places(people: Collection[UUID], theirs: Mapping[UUID, Iterable[UUID]], among: Collection[UUID]) -> None:
    """Of these people: who is in which of these groups now. Whoever is named in none has left them."""
    now = clock.now()
    wanted = {(group, enrolment) for enrolment, groups in theirs.items() for group in groups}
    rows = db.session.execute(
        select(LmsPlace.id, LmsPlace.lms_group_id, LmsPlace.enrolment_id, LmsPlace.gone_at).where(
            LmsPlace.enrolment_id.in_(people)
        )
    )
    known = {(row.lms_group_id, row.enrolment_id): row for row in rows if row.lms_group_id in among}
    left = [row.id for pair, row in known.items() if pair not in wanted and not row.gone_at]
    back = [row.id for pair, row in known.items() if pair in wanted and row.gone_at]
    _mark(left, {"gone_at": now})
    _mark(back, {"gone_at": None, "since": now})
    new = [
        {"id": new_id(), "lms_group_id": group, "enrolment_id": enrolment, "since": now}
        for group, enrolment in sorted(wanted - known.keys())
    ]
    if new:
        db.session.execute(insert(LmsPlace), new)


def _mark(places: list[UUID], said: dict[str, datetime | None]) -> None:
    if places:
        db.session.execute(update(LmsPlace), [{"id": one, **said} for one in places])
