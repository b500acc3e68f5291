"""What can happen to sessions: logged, changed, noted in private; actions are promised in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select

from plugin import clock, text
from plugin.courses.outline.actions import mark_kind_done
from plugin.courses.outline.models import Course
from plugin.courses.sessions.finding import keeping
from plugin.courses.sessions.models import Action, Attendance, PrivateNote, Session
from plugin.courses.sessions.present import people_in, people_of_group
from plugin.courses.sessions.seen import Seen
from plugin.courses.sessions.versions.actions import keep_version
from plugin.database import db, is_first, replaced
from plugin.errors import Conflict, Invalid, NotHere
from plugin.member import Member

AHEAD = timedelta(days=1)  # logging is about what has been; a day allows for clocks and zones
FARTHEST = timedelta(days=3653)  # ten years either way: beyond that a date is a slip of the finger
MOST_ACTIONS = 50
Promised = tuple[str, UUID, date | None]


def log_session(
    writer: Member,
    course: Course,
    *,
    at: datetime,
    mode: str,
    group_id: UUID | None = None,
    mentee_id: UUID | None = None,
    mentor_id: UUID | None = None,
    minutes: int | None = None,
    shared: str = "",
    ideas: str = "",
    cost: int | None = None,
    private: str = "",
    present: Iterable[UUID] | None = None,
    actions: Sequence[Promised] = (),
) -> Session:
    """Log a meeting with a group or a mentee of the writer's, or with a mentor of theirs.

    `present` says who of a group was there; None is everybody who is in it now. Raises Invalid for people who are
    not the writer's to meet, and for moments that make no sense.
    """
    there = _those_there(writer, course, group_id, mentee_id, mentor_id, present)
    _refuse_odd_moment(at)
    if mentor_id:
        mentee_id = writer.enrolment_id
    session = Session(
        course_id=course.id,
        group_id=group_id,
        mentee_id=mentee_id,
        logged_by_id=writer.enrolment_id,
        at=at,
        minutes=minutes,
        mode=mode,
        shared=shared,
        ideas=ideas,
        cost=cost,
        made_at=clock.now(),
    )
    promised = [_promised(writer, session, there, promise, "action_") for promise in actions]
    _keep(session, there, promised)
    keeping.keep_session(session)
    keep_private_note(writer, session.id, private)
    for mentee in [one for one, part in there.items() if part == "mentee"]:
        mark_kind_done(course.id, mentee, "session")
    return session


def change_session(writer: Member, seen: Seen, version: int, **wanted: Any) -> None:
    """Change when, how and what was shared, as a form says it. Raises Conflict where somebody else did so meanwhile."""
    _refuse_odd_moment(wanted["at"])
    if replaced(Session, version, wanted, Session.id == seen.id):
        keep_version(writer, seen.id, seen.shared, wanted["shared"])
        keeping.keep_session(db.session.get_one(Session, seen.id))
        return
    stands = db.session.scalars(select(Session).where(Session.id == seen.id)).one()
    theirs = {name: getattr(stands, name) for name in wanted if getattr(stands, name) != wanted[name]}
    if theirs:
        raise Conflict(theirs, stands.version)


def keep_private_note(author: Member, session_id: UUID, words: str, version: int = 0) -> None:
    """Keep the author's own note; version 0 says that they have none yet. Raises Conflict for a second window."""
    if version:
        kept = _replaced_note(author, session_id, words, version)
    else:
        kept = text.empty(words) or _kept_first(author, session_id, words)
    stands = db.session.scalars(select(PrivateNote).where(*_own_note(author, session_id))).one_or_none()
    if kept:
        if stands:
            keeping.keep_private_note(stands)
    elif stands is None:  # the version of a note that is not there: this is the first one
        keep_private_note(author, session_id, words)
    elif stands.words != words:
        raise Conflict({"words": stands.words}, stands.version)


def promise_action(writer: Member, seen: Seen, *, what: str, owner_id: UUID, due: date | None) -> Action:
    """Add an action to a session. Raises Invalid for an owner who was not in it, and for odd dates."""
    session = db.session.get_one(Session, seen.id)
    parts = {one.id: one.part for one in people_in(writer, seen.id)}
    number = db.session.scalar(select(func.count()).where(Action.session_id == seen.id)) or 0
    if number >= MOST_ACTIONS:
        raise Invalid(_("A session holds at most %(num)s actions.", num=MOST_ACTIONS), "what")
    action = _promised(writer, session, parts, (what, owner_id, due))
    action.session_id = session.id
    db.session.add(action)
    db.session.flush()
    return action


def _those_there(
    writer: Member,
    course: Course,
    group_id: UUID | None,
    mentee_id: UUID | None,
    mentor_id: UUID | None,
    present: Iterable[UUID] | None,
) -> dict[UUID, str]:
    """Who was there and in which part, from ids that somebody sent."""
    own = _own(writer)
    if course.context_id != writer.context_id:
        raise NotHere()
    if group_id in writer.mentored_group_ids:
        return _those_of_group(writer, group_id, present) | {own: "mentor"}
    if mentee_id in writer.mentee_ids:
        return {mentee_id: "mentee", own: "mentor"}
    if mentor_id in writer.mentor_ids:
        return {mentor_id: "mentor", own: "mentee"}
    raise Invalid(_("You can log a session with people you mentor, or who mentor you."), "whom")


def _own(writer: Member) -> UUID:
    """The writer's enrolment: without one nobody meets anybody."""
    if writer.enrolment_id is None:
        raise NotHere()
    return writer.enrolment_id


def _those_of_group(writer: Member, group_id: UUID, present: Iterable[UUID] | None) -> dict[UUID, str]:
    in_it = {one.id: one.part for one in people_of_group(writer, group_id)}
    ticked = set(in_it if present is None else present)
    if not ticked <= set(in_it):
        raise Invalid(_("Somebody you ticked is not in this group now. Please look again."), "present")
    if not any(in_it[one] == "mentee" for one in ticked):
        raise Invalid(_("Please tick who was there."), "present")
    return {one: part for one, part in in_it.items() if one in ticked}


def _keep(session: Session, there: dict[UUID, str], promised: Sequence[Action]) -> None:
    session.attendances = [Attendance(enrolment_id=one, part=part) for one, part in there.items()]
    session.actions = list(promised)
    db.session.add(session)
    db.session.flush()


def _promised(
    writer: Member, session: Session, there: dict[UUID, str], said: Promised, named: str = ""
) -> Action:
    """The action that was promised. `named` is what the form's fields begin with, for what has to be put right."""
    what, owner_id, due = said
    if owner_id not in there:
        raise Invalid(_("Whoever promises has to have been there. Please choose again."), f"{named}owner")
    own = _own(writer)
    if session.group_id and there[own] == "mentee" and owner_id != own:
        raise Invalid(_("In a group you promise for yourself alone."), f"{named}owner")
    if due and not session.at.date() - AHEAD <= due <= clock.now().date() + FARTHEST:
        raise Invalid(_("That day lies before the session, or more than ten years ahead."), f"{named}due")
    return Action(
        owner_id=owner_id,
        for_id=_promised_to(writer, session, there, owner_id),
        what=what,
        due=due,
        made_at=clock.now(),
    )


def _promised_to(writer: Member, session: Session, there: dict[UUID, str], owner_id: UUID) -> UUID | None:
    """The other one of a pair; in a group the mentor, for what a mentee promised."""
    if session.group_id is None:
        return next(one for one in there if one != owner_id)
    if there[owner_id] == "mentor":
        return None
    mentors = [one for one, part in there.items() if part == "mentor"]
    return writer.enrolment_id if writer.enrolment_id in mentors else next(iter(mentors), None)


def _kept_first(author: Member, session_id: UUID, words: str) -> bool:
    own = {"session_id": session_id, "author_id": author.enrolment_id}
    return is_first(PrivateNote(**own, words=words, changed_at=clock.now()))


def _replaced_note(author: Member, session_id: UUID, words: str, version: int) -> bool:
    """Whether that version was still theirs; what stood in it is kept."""
    stands = select(PrivateNote.id, PrivateNote.words).where(*_own_note(author, session_id))
    before = db.session.execute(stands).one_or_none()
    said = {"words": words, "changed_at": clock.now()}
    if before is None or not replaced(PrivateNote, version, said, PrivateNote.id == before.id):
        return False
    keep_version(author, session_id, before.words, words, private=True)
    return True


def _own_note(author: Member, session_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (PrivateNote.session_id == session_id, PrivateNote.author_id == author.enrolment_id)


def _refuse_odd_moment(at: datetime) -> None:
    if at > clock.now() + AHEAD:
        raise Invalid(_("That is still to come. A session is written down once it has taken place."), "at")
    if at < clock.now() - FARTHEST:
        raise Invalid(_("That is more than ten years ago. Please look at the year again."), "at")
