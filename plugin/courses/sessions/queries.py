"""Questions to sessions and the actions promised in them, and what a board says of many people at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeAlias
from uuid import UUID

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import ColumnElement, Row, Select, and_, cast, exists, func, null, or_, select, union_all
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.sessions.models import Action, Attendance, PrivateNote, Session, still_open
from plugin.courses.sessions.seen import OnBoard, Seen, SessionsSeen
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Group
from plugin.people.policy import sees_as_pair
from plugin.people.queries import names

PAGE = 50
Mine = aliased(Attendance, name="mine")
MyNote = aliased(PrivateNote, name="my_note")
Here = aliased(Attendance)
Found: TypeAlias = Row[*tuple[Any, ...]]
Selected: TypeAlias = Select[*tuple[Any, ...]]


def session_for(viewer: Member, session_id: UUID) -> Seen:
    """A session that the viewer was in, or kept a private note about. Raises NotHere for any other."""
    found = _shown(viewer, _seen_by(viewer).where(Session.id == session_id))
    if not found:
        raise NotHere()
    return found[0]


def sessions_by_id(viewer: Member, session_ids: Collection[UUID]) -> dict[UUID, Seen]:
    """Of these, those that the viewer sees: two statements."""
    if not session_ids:
        return {}
    return {one.id: one for one in _shown(viewer, _seen_by(viewer).where(Session.id.in_(session_ids)))}


def sessions_seen(viewer: Member, page: int = 1) -> SessionsSeen:
    """What the viewer sees of sessions, in two statements."""
    found = _shown(viewer, _newest(_seen_by(viewer)).offset((page - 1) * PAGE).limit(PAGE + 1))
    return SessionsSeen(found[:PAGE], len(found) > PAGE)


def sessions_of(viewer: Member, enrolment_id: UUID) -> list[Seen]:
    """The newest sessions that this person was in, as far as the viewer was in them too and sees them whole."""
    there = select(Attendance.session_id).where(Attendance.enrolment_id == enrolment_id)
    wanted = _seen_by(viewer).where(Session.id.in_(there), whole_for(viewer, Mine))
    return _shown(viewer, _newest(wanted).limit(PAGE))


def whole_for(viewer: Member, mine: Any) -> ColumnElement[bool]:
    """Of a session joined with the viewer's own attendance: mentees keep theirs, mentors while they mentor there."""
    return or_(
        mine.part == "mentee",
        and_(
            mine.part == "mentor",
            or_(
                Session.mentee_id.in_(viewer.mentee_ids),
                Session.group_id.in_(viewer.mentored_group_ids),
            ),
        ),
    )


def is_seen_whole(viewer: Member) -> ColumnElement[bool]:
    """Which sessions the viewer was in and sees whole now, for a statement that holds Session and not who was there."""
    mine = (Here.session_id == Session.id, Here.enrolment_id == viewer.enrolment_id)
    return exists().where(*mine, whole_for(viewer, Here)).correlate(Session)


def for_board(viewer: Member, enrolment_ids: Collection[UUID]) -> dict[UUID, OnBoard]:
    """The last session and the next open action of many people, in one statement, for a lead in two.

    They are found by themselves: an enrolment is of one course, and asked for the course as well a database reads all
    that ever happened in it.
    """
    read = {one for one in enrolment_ids if sees_as_pair(viewer, one)}
    followed = _in_course(viewer, enrolment_ids) if viewer.is_lead else read
    board: dict[UUID, dict[str, Any]] = defaultdict(dict)
    found = db.session.execute(union_all(_last_sessions(followed), _next_actions(viewer, followed & read)))
    for one, at, mode, what, due, owner_id in found:
        met = {"last_at": at, "last_mode": mode}
        board[one].update(met if at else {"next_what": what, "next_due": due, "next_owner_id": owner_id})
    return {one: OnBoard(**told) for one, told in board.items()}


def _in_course(viewer: Member, enrolment_ids: Collection[UUID]) -> set[UUID]:
    """Of these, whoever is in the viewer's own course."""
    here = (Enrolment.id.in_(enrolment_ids), Enrolment.context_id == viewer.context_id)
    return set(db.session.scalars(select(Enrolment.id).where(*here)))


def _last_sessions(enrolment_ids: Collection[UUID]) -> Selected:
    newest = func.row_number().over(
        partition_by=Attendance.enrolment_id, order_by=(Session.at.desc(), Session.id.desc())
    )
    had = (
        select(Attendance.enrolment_id, Session.at, Session.mode, newest.label("place"))
        .join(Session, Session.id == Attendance.session_id)
        .where(Attendance.enrolment_id.in_(enrolment_ids), Session.at <= clock.now())
        .subquery()
    )
    empty = (_empty(one) for one in (Action.what, Action.due, Action.owner_id))
    return select(had.c.enrolment_id, had.c.at, had.c.mode, *empty).where(had.c.place == 1)


def _next_actions(viewer: Member, enrolment_ids: Collection[UUID]) -> Selected:
    """Each one's own promise, or the viewer's to them: what others promised them is not the viewer's to read."""
    open_ones = (
        select(Action.id, Action.what, Action.due, Action.owner_id, Action.for_id)
        .where(still_open())
        .where(or_(Action.owner_id.in_(enrolment_ids), Action.owner_id == viewer.enrolment_id))
        .cte("open_ones")
    )
    theirs = select(open_ones, open_ones.c.owner_id.label("who")).where(
        open_ones.c.owner_id.in_(enrolment_ids)
    )
    to_them = select(open_ones, open_ones.c.for_id.label("who")).where(
        open_ones.c.for_id.in_(enrolment_ids), open_ones.c.owner_id == viewer.enrolment_id
    )
    every = union_all(theirs, to_them).subquery()
    soonest = func.row_number().over(
        partition_by=every.c.who, order_by=(every.c.due.is_(None), every.c.due, every.c.id)
    )
    ranked = select(every, soonest.label("place")).subquery()
    empty = (_empty(one) for one in (Session.at, Session.mode))
    return select(ranked.c.who, *empty, ranked.c.what, ranked.c.due, ranked.c.owner_id).where(
        ranked.c.place == 1
    )


def _empty(column: Any) -> ColumnElement[Any]:
    """Nothing, as a union of two kinds needs it: PostgreSQL asks of which type."""
    return cast(null(), column.type).label(column.key)


def _seen_by(viewer: Member) -> Selected:
    """Sessions with what is the viewer's own in them."""
    whole = whole_for(viewer, Mine)
    here = (Mine.session_id == Session.id) & (Mine.enrolment_id == viewer.enrolment_id)
    own = (MyNote.session_id == Session.id) & (MyNote.author_id == viewer.enrolment_id)
    return (
        select(
            Session,
            whole.label("whole"),
            Mine.part,
            MyNote.words.label("note"),
            MyNote.version.label("note_version"),
            Group.name.label("group_name"),
            select(Attendance.enrolment_id)
            .where(Attendance.session_id == Session.id, Attendance.part == "mentor")
            .order_by(Attendance.id)
            .limit(1)
            .scalar_subquery()
            .label("mentor_id"),
        )
        .join(Course, Course.id == Session.course_id)
        .join(Mine, here)
        .outerjoin(MyNote, own)
        .outerjoin(Group, Group.id == Session.group_id)
        .where(Course.context_id == viewer.context_id, or_(whole, MyNote.id.is_not(None)))
    )


def _newest(wanted: Selected) -> Selected:
    return wanted.order_by(Session.at.desc(), Session.id.desc())


def _shown(viewer: Member, wanted: Selected) -> list[Seen]:
    rows = db.session.execute(wanted).all()
    others = {_other(viewer, row) for row in rows}
    called = names(viewer, [one for one in others if one])
    return [_seen(viewer, row, called) for row in rows]


def _other(viewer: Member, row: Found) -> UUID | None:
    """The other one of a pair: the mentee for their mentor, the mentor for the mentee."""
    session: Session = row.Session
    other: UUID | None = row.mentor_id if session.mentee_id == viewer.enrolment_id else session.mentee_id
    return other


def _seen(viewer: Member, row: Found, called: dict[UUID, str]) -> Seen:
    session: Session = row.Session
    own = (session.id, session.course_id, session.at, row.whole, row.part, row.note, row.note_version or 0)
    if not row.whole:
        return Seen(*own)
    other = _other(viewer, row)
    return Seen(
        *own,
        group_id=session.group_id,
        mentee_id=session.mentee_id,
        logged_by_id=session.logged_by_id,
        minutes=session.minutes,
        mode=session.mode,
        shared=Markup(session.shared),  # noqa: S704 - RichText cleaned it
        ideas=Markup(session.ideas),  # noqa: S704 - the same
        cost=session.cost,
        finished_at=session.finished_at,
        version=session.version,
        whom=row.group_name or (called.get(other) if other else None) or _("Somebody"),
    )
