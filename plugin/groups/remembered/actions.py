"""Keeping words about a mentee for oneself, changing them and taking them away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock
from plugin.database import db, is_first, replaced
from plugin.errors import Conflict, Invalid
from plugin.groups.remembered.models import OwnNote, Remembered
from plugin.member import Member

MOST_NOTES = 500


def keep_lines(author: Member, mentee_id: UUID, first: str, second: str, version: int = 0) -> None:
    """Keep the two lines; version 0 says that there were none. Raises Conflict for a second window of the author's."""
    own: dict[str, Any] = {"by_id": author.enrolment_id, "mentee_id": mentee_id}
    told = {"first": first, "second": second}
    which = (Remembered.by_id == author.enrolment_id, Remembered.mentee_id == mentee_id)
    now = {**told, "changed_at": clock.now()}
    kept = replaced(Remembered, version, now, *which) if version else is_first(Remembered(**own, **now))
    if kept:
        return
    stands = db.session.scalars(select(Remembered).where(*which)).one()
    if theirs := {name: getattr(stands, name) for name in told if getattr(stands, name) != told[name]}:
        raise Conflict(theirs, stands.version)


def add_note(author: Member, mentee_id: UUID, words: str) -> OwnNote:
    """One more. Raises Invalid beyond what anybody reads again."""
    mine = (OwnNote.by_id == author.enrolment_id, OwnNote.mentee_id == mentee_id)
    if (db.session.scalar(select(func.count()).select_from(OwnNote).where(*mine)) or 0) >= MOST_NOTES:
        raise Invalid(_("You keep %(num)s notes about one person at most.", num=MOST_NOTES), "about")
    note = OwnNote(by_id=author.enrolment_id, mentee_id=mentee_id, words=words, at=clock.now())
    db.session.add(note)
    db.session.flush()
    return note


def change_note(note: OwnNote, words: str, version: int) -> None:
    """Say it otherwise; its day stays. Raises Conflict where it was changed in another window meanwhile."""
    note_id, now = note.id, {"words": words, "changed_at": clock.now()}
    if replaced(OwnNote, version, now, OwnNote.id == note_id):
        return
    stands = db.session.scalars(select(OwnNote).where(OwnNote.id == note_id)).one()
    if stands.words != words:
        raise Conflict({"about": stands.words}, stands.version)


def take_away(note: OwnNote) -> None:
    """It is gone, at once and for good: nobody else ever read it."""
    db.session.delete(note)
    db.session.flush()
