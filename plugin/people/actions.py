"""What happens to people: they arrive, they say how they want to be shown, they are seen."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from babel import Locale, UnknownLocaleError
from sqlalchemy import Uuid, bindparam, insert, select, update

from plugin import clock
from plugin.database import db, new_id
from plugin.errors import Conflict
from plugin.member import Member
from plugin.people import changes
from plugin.people.letters.actions import keep_time
from plugin.people.lms_groups.actions import say_own_groups
from plugin.people.lms_groups.queries import is_in_any
from plugin.people.models import Enrolment, Person
from plugin.people.observed.actions import say_observed
from plugin.people.roster.jobs import read_soon


class Arrival(Protocol):
    """What a launch says of somebody. Empty strings are what the LMS does not share; role is 'lead' or 'member'."""

    @property
    def company_id(self) -> UUID: ...
    @property
    def platform_id(self) -> UUID: ...
    @property
    def context_id(self) -> UUID | None: ...
    @property
    def sub(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def group_ids(self) -> tuple[str, ...] | None: ...
    @property
    def looks_after(self) -> tuple[str, ...] | None: ...


# Built once, and of columns: every launch asks this, and pays for building and loading more than for asking.
_THERE = (
    select(
        *(Person.id, Person.name, Person.email, Person.lms_locale),
        *(Enrolment.id.label("enrolment_id"), Enrolment.role, Enrolment.role_from, Enrolment.active),
        Enrolment.observes_at,
        is_in_any(Enrolment.id).label("in_lms_group"),
    )
    .outerjoin(
        Enrolment,
        (Enrolment.person_id == Person.id) & (Enrolment.context_id == bindparam("context", type_=Uuid)),
    )
    .where(
        Person.company_id == bindparam("company"),
        Person.platform_id == bindparam("platform"),
        Person.sub == bindparam("sub"),
    )
)


def arrive(arrival: Arrival) -> UUID:
    """Somebody came in by a launch: their row and their enrolment are made, or brought up to date; gives their id."""
    who = {"company": arrival.company_id, "platform": arrival.platform_id, "sub": arrival.sub}
    there = db.session.execute(_THERE, {**who, "context": arrival.context_id}).one_or_none()
    person_id = _person(arrival, there)
    if arrival.context_id is not None:
        _enrol(person_id, arrival, there)
    return person_id


def _person(arrival: Arrival, there: Any) -> UUID:
    # What the LMS stops sharing is not kept: privacy may have been switched on since.
    said = {"name": arrival.name, "email": arrival.email, "lms_locale": known_locale(arrival.locale)}
    if there is None:
        made = {"id": new_id(), "company_id": arrival.company_id, "platform_id": arrival.platform_id}
        db.session.execute(insert(Person).values(**made, sub=arrival.sub, made_at=clock.now(), **said))
        return made["id"]
    if said != {name: getattr(there, name) for name in said}:
        db.session.execute(update(Person).where(Person.id == there.id).values(said))
    person_id: UUID = there.id
    return person_id


def _enrol(person_id: UUID, arrival: Arrival, there: Any) -> None:
    now, context_id, role = clock.now(), arrival.context_id, arrival.role
    assert context_id is not None
    if there is None or there.enrolment_id is None:
        made: dict[str, Any] = {
            "id": new_id(),
            "context_id": context_id,
            "person_id": person_id,
            "since": now,
            "seen_at": now,
        }
        db.session.execute(insert(Enrolment).values(**made, role=role, role_from="launch"))
        read_soon(context_id)  # whoever is unknown to it shows that it is old
        changes.tell(context_id, [made["id"]])
        _note(arrival, context_id, made["id"], None)
        return
    changed: dict[str, Any] = {"seen_at": now}
    if not there.active:
        changed |= {"active": True, "until": None}
    if there.role_from != "lead" and (there.role, there.role_from) != (role, "launch"):
        changed |= {"role": role, "role_from": "launch"}  # a lead's own choice outranks what the LMS says
    db.session.execute(update(Enrolment).where(Enrolment.id == there.enrolment_id).values(changed))
    if not there.active or there.email != arrival.email:
        changes.tell(context_id, [there.enrolment_id])
    _note(arrival, context_id, there.enrolment_id, there)


def _note(arrival: Arrival, context_id: UUID, enrolment_id: UUID, there: Any) -> None:
    """What the LMS says of them beside who they are; nothing is asked where it neither says nor said anything."""
    if arrival.group_ids is not None and (arrival.group_ids or (there and there.in_lms_group)):
        say_own_groups(context_id, enrolment_id, arrival.group_ids)
    if arrival.looks_after is not None or (there and there.observes_at):
        say_observed(context_id, enrolment_id, arrival.looks_after)


def known_locale(said: str) -> str:
    """A locale as Babel knows it ('de', 'pt_BR'), or '' for one that nobody knows."""
    try:
        return str(Locale.parse(said.replace("-", "_"))) if said else ""
    except (UnknownLocaleError, ValueError):
        return ""


def describe_myself(
    viewer: Member,
    version: int | None,
    *,
    shown_name: str,
    locale: str,
    zone: str,
    theme: str,
    mail: str,
    workplace: str = "",
) -> None:
    """Keep how somebody wants to be shown; the zone counts as confirmed by them.

    Raises Conflict where another window said something else since `version` was read.
    """
    person = db.session.get_one(Person, viewer.person_id, with_for_update=True)
    said = {"shown_name": shown_name, "locale": locale, "zone": zone, "theme": theme, "mail": mail}
    said["workplace"] = workplace
    theirs = {name: getattr(person, name) for name, now in said.items() if getattr(person, name) != now}
    if theirs and version != person.version:
        raise Conflict(theirs, person.version)
    when = (person.mail, person.zone)
    for name, now in said.items():
        setattr(person, name, now)
    person.zone_confirmed_at = clock.now()
    person.version += 1
    if when != (mail, zone):
        keep_time(person, clock.now())


def was_here(enrolment_id: UUID) -> None:
    """Note that somebody is here now."""
    db.session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(seen_at=clock.now()))
