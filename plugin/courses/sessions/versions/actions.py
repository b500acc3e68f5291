"""Keeping what stood before, and forgetting one's own."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete

from plugin import clock, text
from plugin.courses.sessions.seen import Seen
from plugin.courses.sessions.versions.models import NoteVersion
from plugin.database import QUIET, db
from plugin.member import Member


def keep_version(
    writer: Member,
    session_id: UUID,
    before: str,
    now: str,
    *,
    private: bool = False,
    mentee_id: UUID | None = None,
) -> None:
    """Keep the words that the writer has just replaced, where there were any and they said something else."""
    if text.empty(before) or before == now:
        return
    author = writer.enrolment_id if private else None
    whose = {"author_id": author, "mentee_id": mentee_id, "by_id": writer.enrolment_id}
    db.session.add(NoteVersion(session_id=session_id, words=before, at=clock.now(), **whose))
    db.session.flush()


def forget_own(author: Member, seen: Seen) -> None:
    """Forget what stood in the author's own private note of a session."""
    own = (NoteVersion.session_id == seen.id, NoteVersion.author_id == author.enrolment_id)
    db.session.execute(delete(NoteVersion).where(*own), execution_options=QUIET)
    db.session.expire_all()
