"""Reading one course's roster: fetched whole with no transaction open, applied in one, its result noted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar
from uuid import UUID

import structlog
from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from plugin import clock
from plugin.database import db, transaction
from plugin.errors import NotHere
from plugin.jobs.waits import longer
from plugin.lti import queries as lti
from plugin.lti.models import Context
from plugin.lti.queries import Known
from plugin.lti.services.course_groups import GroupSaid, fetch_groups
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.members import Members
from plugin.lti.services.memberships import RosterFault, fetch_members
from plugin.people.lms_groups.actions import apply_groups
from plugin.people.roster.actions import Outcome, apply_roster
from plugin.people.roster.models import Roster

# As long as somebody reads a roster nobody else begins; whoever dies over it is followed after so long.
CLAIM = timedelta(minutes=15)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=24)
TRIES = 3
P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a roster: `said` in words, which may be the LMS's own; `told` in numbers and kinds alone."""

    context_id: UUID
    title: str
    ok: bool
    said: str
    told: str


@dataclass(frozen=True, slots=True)
class Groups:
    """What the groups service said: None where there is none, or where it has a `fault`, in words."""

    listed: list[GroupSaid] | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Errand:
    context_id: UUID
    title: str
    lms_id: str
    url: str
    platform: Known
    began: datetime
    groups_url: str
    group_sets_url: str
    claimed: datetime  # what stands as due meanwhile; another moment there means that somebody asked again


def read_roster(context_id: UUID) -> Read:
    """Ask the LMS who is in the course and bring ours in line. Call it outside any transaction.

    A fault of the LMS is noted, told and tried again later, ever more rarely. One that nobody foresaw is noted as well,
    so that this course makes way for others, and raised. Raises NotHere for an unknown course.
    """
    try:
        return _read(context_id)
    except NotHere:
        raise
    except Exception as fault:
        with suppress(SQLAlchemyError):  # the database itself may be what fails
            _again(_put_off, context_id, type(fault).__name__)
        raise


def _read(context_id: UUID) -> Read:
    errand = _again(_begin, context_id)
    try:
        if errand.platform.disabled:
            raise RosterFault(_("The learning site is disabled here."))
        if not errand.url:
            raise RosterFault(
                _("The learning site has not said where the members of this course are listed.")
            )
        with fetch_members(errand.platform, errand.lms_id, errand.url) as members:
            said = _again(_apply, errand, members, _groups(errand))
    except RosterFault as fault:
        _again(_note_fault, errand, fault)
        log.warning("roster not read", context=str(context_id), reason=fault.sentence)
        return Read(context_id, errand.title, False, fault.sentence, f"not read: {fault.told}")
    return Read(context_id, errand.title, True, said, said)


def _again(step: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """One step in a transaction of its own, begun again where somebody who launches got in its way."""
    for left in reversed(range(TRIES)):
        try:
            with transaction():
                return step(*args, **named)
        except (IntegrityError, OperationalError):
            if not left:
                raise
    raise AssertionError("unreachable")


def _begin(context_id: UUID) -> _Errand:
    course = db.session.get(Context, context_id)
    platform = lti.platform_now(course.platform_id) if course else None
    if course is None or platform is None:
        raise NotHere()
    now = clock.now()
    roster = _roster_of(context_id)
    roster.tried_at, roster.due_at = now, now + CLAIM
    title = course.title or course.label or course.lms_id
    return _Errand(
        *(context_id, title, course.lms_id, course.memberships_url, platform),
        began=now,
        groups_url=course.groups_url,
        group_sets_url=course.group_sets_url,
        claimed=roster.due_at,
    )


def _groups(errand: _Errand) -> Groups:
    """What the groups service says. A fault of it is its own: who is in the course is known all the same."""
    if not errand.groups_url:
        return Groups()
    try:
        return Groups(fetch_groups(errand.platform, errand.groups_url, errand.group_sets_url))
    except ServiceFault as fault:
        log.warning("groups not read", context=str(errand.context_id), reason=fault.told)
        return Groups(fault=fault.sentence)


def _apply(errand: _Errand, members: Members, groups: Groups) -> str:
    # The course, the people, the roster's row: launches lock in this order too, and wait for each other in no ring.
    here = select(Context.id).where(Context.id == errand.context_id)
    db.session.execute(here.with_for_update(key_share=True))
    read_at = db.session.scalar(select(Roster.read_at).where(Roster.context_id == errand.context_id))
    if read_at and read_at > errand.began:
        return str(_("Somebody else has read it meanwhile."))
    outcome = apply_roster(errand.context_id, members, errand.began)
    roster = _roster_of(errand.context_id)
    roster.read_at, roster.members, roster.failures = clock.now(), outcome.total, 0
    roster.result = _told(outcome)
    _apply_groups(roster, members, groups)
    _due_after(roster, errand, timedelta(hours=current_app.config["TANDEM"].roster_hours))
    return roster.result


def _apply_groups(roster: Roster, members: Members, groups: Groups) -> None:
    roster.groups_result = groups.fault
    try:
        with db.session.begin_nested():
            apply_groups(roster.context_id, members, groups.listed, whole=not groups.fault)
    except ServiceFault as fault:
        roster.groups_result = fault.sentence
        return
    if groups.listed is not None:
        roster.groups_read_at = roster.read_at


def _note_fault(errand: _Errand, fault: RosterFault) -> None:
    roster = _roster_of(errand.context_id)
    _due_after(roster, errand, _failed(roster, fault.sentence, fault.wait))


def _put_off(context_id: UUID, kind: str) -> None:
    """Nothing is known of how far it came, not even whether it was claimed."""
    roster = _roster_of(context_id)
    words = _("Something went wrong on our side (%(kind)s). The log of Tandem says more.", kind=kind)
    roster.tried_at = clock.now()
    roster.due_at = clock.now() + _failed(roster, words)


def _failed(roster: Roster, result: str, wished: timedelta | None = None) -> timedelta:
    """Once more in vain; gives how long to wait now, at least as long as was `wished`."""
    wait = longer(FIRST_WAIT, roster.failures, LONGEST_WAIT, wished)
    roster.failures += 1
    roster.result = result
    return wait


def _due_after(roster: Roster, errand: _Errand, wait: timedelta) -> None:
    """The next time; unless somebody asked while this one was under way, who may know more than it brought."""
    if roster.due_at == errand.claimed:
        roster.due_at = clock.now() + wait


def _roster_of(context_id: UUID) -> Roster:
    kept = db.session.scalar(select(Roster).where(Roster.context_id == context_id).with_for_update())
    if kept is None:
        kept = Roster(context_id=context_id, due_at=clock.now(), failures=0, result="", members=0)
        db.session.add(kept)
        db.session.flush()
    return kept


def _told(outcome: Outcome) -> str:
    if not (outcome.new or outcome.changed or outcome.gone or outcome.back):
        return str(ngettext("%(num)s person, as before.", "%(num)s people, as before.", outcome.total))
    return str(
        ngettext(
            "%(num)s person: %(new)s new, %(changed)s changed, %(gone)s gone, %(back)s back.",
            "%(num)s people: %(new)s new, %(changed)s changed, %(gone)s gone, %(back)s back.",
            outcome.total,
            **asdict(outcome),
        )
    )
