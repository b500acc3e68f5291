"""Looking for what was noted: in shared notes and those for one alone that the viewer reads, and in their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, null, or_, select, union_all

from plugin.courses.outline.models import Course
from plugin.courses.sessions.each.models import MenteeNote
from plugin.courses.sessions.finding.models import NotedWords
from plugin.courses.sessions.models import PrivateNote, Session
from plugin.courses.sessions.queries import Mine, sessions_by_id, whole_for
from plugin.courses.sessions.seen import Seen
from plugin.database import db
from plugin.member import Member
from plugin.search import Excerpt, excerpt, holds, terms
from plugin.text import plain

PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A note that was found: its session, whether it is 'shared', 'private' or for one 'alone', and the words around."""

    seen: Seen
    kind: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of them, of the latest sessions first."""

    notes: tuple[Found, ...] = ()
    page: int = 1
    more: bool = False


def found_by(viewer: Member, course: Course, asked: str, page: int = 1) -> Findings:
    """What holds every word that is asked for, or longer ones that begin so: three statements at most."""
    looked_for = terms(asked)
    if not looked_for:
        return Findings()
    here = holds(NotedWords, course.id, looked_for)
    every = union_all(_shared(viewer, here), _own(viewer, here), _alone(viewer, here)).subquery()
    rows = db.session.execute(
        select(every, Session.at)
        .join(Session, Session.id == every.c.session_id)
        .order_by(Session.at.desc(), Session.id, every.c.kind)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    seen = sessions_by_id(viewer, {row.session_id for row in rows[:PAGE]})
    notes = tuple(
        Found(seen[row.session_id], row.kind, excerpt(_said(row), looked_for))
        for row in rows[:PAGE]
        if row.session_id in seen
    )
    return Findings(notes, page, len(rows) > PAGE)


def _said(row: Any) -> str:
    return f"{plain(row.words)} {plain(row.ideas or '')}"


def _shared(viewer: Member, here: ColumnElement[bool]) -> Select[Any]:
    wanted = _note("shared", Session.id, Session.shared, Session.ideas)
    joined = wanted.join(NotedWords, NotedWords.session_id == Session.id).join(Mine, _there(viewer))
    return joined.where(here, whole_for(viewer, Mine))


def _own(viewer: Member, here: ColumnElement[bool]) -> Select[Any]:
    wanted = _note("private", PrivateNote.session_id, PrivateNote.words)
    joined = wanted.join(NotedWords, NotedWords.private_note_id == PrivateNote.id)
    return joined.where(here, PrivateNote.author_id == viewer.enrolment_id)


def _alone(viewer: Member, here: ColumnElement[bool]) -> Select[Any]:
    wanted = _note("alone", MenteeNote.session_id, MenteeNote.words)
    joined = (
        wanted.join(NotedWords, NotedWords.mentee_note_id == MenteeNote.id)
        .join(Session, Session.id == MenteeNote.session_id)
        .join(Mine, _there(viewer))
    )
    to_mentee = and_(Mine.part == "mentor", MenteeNote.mentee_id.in_(viewer.mentee_ids))
    theirs = or_(MenteeNote.mentee_id == viewer.enrolment_id, to_mentee)
    return joined.where(here, whole_for(viewer, Mine), theirs)


def _note(kind: str, session_id: Any, words: Any, ideas: Any = None) -> Select[Any]:
    more = null() if ideas is None else ideas
    return select(
        literal(kind).label("kind"), session_id.label("session_id"), words.label("words"), more.label("ideas")
    )


def _there(viewer: Member) -> ColumnElement[bool]:
    return and_(Mine.session_id == Session.id, Mine.enrolment_id == viewer.enrolment_id)
