"""Questions to promises: one, those of a session, those of a person, and how one came to stand as it does."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, union_all

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.sessions.models import Action, Session, still_open
from plugin.courses.sessions.promises.models import PromiseTurn
from plugin.courses.sessions.promises.seen import Owed, Promise
from plugin.courses.sessions.queries import PAGE, Mine, Selected, is_seen_whole, whole_for
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said


def action_for(viewer: Member, action_id: UUID) -> Promise:
    """An action that the viewer may see. Raises NotHere for any other."""
    found = _promises(_actions_seen(viewer).where(Action.id == action_id))
    if not found:
        raise NotHere()
    return found[0]


def actions_in(viewer: Member, session_id: UUID) -> list[Promise]:
    """The session's actions that the viewer may see, in the order they were promised."""
    return _promises(
        _actions_seen(viewer).where(Action.session_id == session_id).order_by(Action.made_at, Action.id)
    )


def actions_of(viewer: Member, enrolment_id: UUID) -> list[Promise]:
    """What this person promised or was promised, open ones first by their day, as far as the viewer may see it."""
    theirs = or_(Action.owner_id == enrolment_id, Action.for_id == enrolment_id)
    first = (~still_open(), Action.due.is_(None), Action.due, Action.made_at.desc(), Action.id)
    return _promises(_actions_seen(viewer).where(theirs).order_by(*first).limit(PAGE))


def promised_by(viewer: Member, since: datetime) -> list[Promise]:
    """What the viewer promised and has not done, or has done since then, the soonest first: one statement."""
    wanted = _own(viewer, select(Action)).where(or_(still_open(), Action.done_at >= since))
    soonest = wanted.order_by(Action.due.is_(None), Action.due, Action.id)
    return [_promise(action, "") for action in db.session.scalars(soonest.limit(PAGE))]


def owed_between(viewer: Member, mentee_ids: Collection[UUID]) -> dict[UUID, Owed]:
    """How many open promises these mentees of the viewer's made, how many are late, and how many the viewer made them:
    one statement."""
    ids, today = set(mentee_ids) & viewer.mentee_ids, clock.today(viewer.zone)
    theirs = select(Action.owner_id.label("who"), Action.due, literal(0).label("mine"))
    mine = select(Action.for_id.label("who"), Action.due, literal(1).label("mine"))
    open_ones = union_all(
        theirs.where(Action.owner_id.in_(ids), still_open()),
        mine.where(Action.owner_id == viewer.enrolment_id, Action.for_id.in_(ids), still_open()),
    ).subquery()
    late = case((open_ones.c.due < today, 1), else_=0)
    rows = db.session.execute(
        select(
            open_ones.c.who,
            func.sum(1 - open_ones.c.mine),
            func.sum(late * (1 - open_ones.c.mine)),
            func.sum(open_ones.c.mine),
            func.min(case((open_ones.c.mine == 1, open_ones.c.due), else_=None)),
        ).group_by(open_ones.c.who)
    )
    return {who: Owed(*told) for who, *told in rows}


def owed_by(viewer: Member, until: date) -> list[tuple[Promise, str]]:
    """What the viewer promised and has not done, due by then, with the name of whom it is for: one statement."""
    named = (
        _own(viewer, select(Action, NAME.label("whom")))
        .outerjoin(Enrolment, Enrolment.id == Action.for_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
    )
    due = named.where(still_open(), Action.due <= until).order_by(Action.due, Action.id)
    return [(_promise(action, ""), whom or "") for action, whom in db.session.execute(due.limit(PAGE))]


def turns_of(promise: Promise) -> list[PromiseTurn]:
    """How it was moved, let go and taken up, the latest first: one statement."""
    wanted = select(PromiseTurn).where(PromiseTurn.action_id == promise.id)
    latest = wanted.order_by(PromiseTurn.at.desc(), PromiseTurn.id.desc())
    return list(db.session.scalars(latest.limit(PAGE)))


def is_promise_seen(viewer: Member) -> ColumnElement[bool]:
    """Which promises the viewer reads, for a statement that holds Action and its Session: their own and those made to
    them, from sessions they see whole; and all that their mentees promised."""
    party = or_(Action.owner_id == viewer.enrolment_id, Action.for_id == viewer.enrolment_id)
    return or_(and_(is_seen_whole(viewer), party), Action.owner_id.in_(viewer.mentee_ids))


def _own(viewer: Member, wanted: Selected) -> Selected:
    """What the viewer promised, in sessions that they see whole.

    It begins with whose they are; asked through the course, a database reads all sessions that were held there.
    """
    here = (Mine.session_id == Action.session_id) & (Mine.enrolment_id == viewer.enrolment_id)
    joined = wanted.join(Session, Session.id == Action.session_id).join(Mine, here)
    return joined.where(Action.owner_id == viewer.enrolment_id, whole_for(viewer, Mine))


def _actions_seen(viewer: Member) -> Selected:
    return (
        select(Action, NAME.label("owner"))
        .join(Session, Session.id == Action.session_id)
        .join(Course, Course.id == Session.course_id)
        .join(Enrolment, Enrolment.id == Action.owner_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Course.context_id == viewer.context_id, is_promise_seen(viewer))
    )


def _promises(wanted: Selected) -> list[Promise]:
    return [_promise(action, said(owner)) for action, owner in db.session.execute(wanted)]


def _promise(action: Action, owner: str) -> Promise:
    return Promise(
        action.id,
        action.session_id,
        action.owner_id,
        owner,
        action.for_id,
        action.what,
        action.due,
        action.done_at,
        action.dropped_at,
    )
