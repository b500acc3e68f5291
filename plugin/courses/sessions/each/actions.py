"""Writing a note for one mentee of a group."""

from __future__ import annotations

from sqlalchemy import select

from plugin import clock, text
from plugin.courses.sessions.each.models import MenteeNote
from plugin.courses.sessions.each.queries import NoteFor
from plugin.courses.sessions.finding.keeping import keep_mentee_note
from plugin.courses.sessions.versions.actions import keep_version
from plugin.database import db, is_first, replaced
from plugin.errors import Conflict
from plugin.member import Member


def keep_note_for(writer: Member, note: NoteFor, words: str, version: int = 0) -> None:
    """Keep it; version 0 says that there was none. Raises Conflict where somebody wrote another one meanwhile."""
    own = (MenteeNote.session_id == note.seen.id, MenteeNote.mentee_id == note.one.mentee_id)
    said = {"words": words, "at": clock.now(), "by_id": writer.enrolment_id}
    if version:
        kept = replaced(MenteeNote, version, said, *own)
    else:
        fresh = MenteeNote(session_id=note.seen.id, mentee_id=note.one.mentee_id, **said)
        kept = text.empty(words) or is_first(fresh)
    stands = db.session.scalars(select(MenteeNote).where(*own)).one_or_none()
    if kept and stands is not None:
        keep_version(writer, note.seen.id, note.one.words, words, mentee_id=note.one.mentee_id)
        keep_mentee_note(note.seen.course_id, stands)
    elif stands is not None and stands.words != words:
        raise Conflict({"for_one": stands.words}, stands.version)
