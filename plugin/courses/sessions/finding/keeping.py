"""Keeping what notes are found by as they are written and changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from plugin import search
from plugin.courses.sessions.each.models import MenteeNote
from plugin.courses.sessions.finding.models import NotedWords
from plugin.courses.sessions.models import PrivateNote, Session
from plugin.database import db
from plugin.jobs.tasks import every, job
from plugin.text import plain

AT_ONCE = 500


def keep_session(session: Session) -> None:
    """Let a session be found by its shared notes and ideas."""
    words = f"{plain(session.shared)} {plain(session.ideas)}"
    search.keep(NotedWords, session.course_id, words, session_id=session.id)


def keep_private_note(note: PrivateNote) -> None:
    """Let a private note be found by its words; who finds it is the query's matter."""
    search.keep(NotedWords, _course_of(note), plain(note.words), private_note_id=note.id)


def keep_mentee_note(course_id: UUID, note: MenteeNote) -> None:
    """Let a note for one mentee be found by its words."""
    search.keep(NotedWords, course_id, plain(note.words), mentee_note_id=note.id)


@every(hours=1)
@job("noted.tidy")
def tidied() -> str:
    """Let notes be found that a version before this one kept no words of, and take what is gone out of the files."""
    return search.tidied(NotedWords, _catch_up)


def _catch_up() -> int:
    """Some of them: writers wait for no more than that."""
    sessions = _without_words(Session, NotedWords.session_id)
    for session in sessions:
        keep_session(session)
    notes = _without_words(PrivateNote, NotedWords.private_note_id)
    for note in notes:
        keep_private_note(note)
    return len(sessions) + len(notes)


def _without_words(table: Any, column: Any) -> list[Any]:
    missing = select(table).where(~exists().where(column == table.id))
    return list(db.session.scalars(missing.order_by(table.id).limit(AT_ONCE)))


def _course_of(note: PrivateNote) -> Any:
    return select(Session.course_id).where(Session.id == note.session_id).scalar_subquery()
