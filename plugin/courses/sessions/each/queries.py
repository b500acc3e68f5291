"""Questions to the notes for single mentees of a group's session."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup
from sqlalchemy import and_, select

from plugin.courses.sessions.each.models import MenteeNote
from plugin.courses.sessions.models import Attendance
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.seen import Seen
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said


@dataclass(frozen=True, slots=True)
class ForOne:
    """A mentee who was there, and the note for them: '' and version 0 where there is none."""

    mentee_id: UUID
    name: str
    words: Markup
    version: int


def for_each(viewer: Member, seen: Seen) -> list[ForOne]:
    """Those who were there and whom the viewer mentors; a mentee's own for themselves: one statement."""
    whose = {viewer.enrolment_id} if seen.part == "mentee" else viewer.mentee_ids
    rows = db.session.execute(
        select(Attendance.enrolment_id, NAME.label("name"), MenteeNote.words, MenteeNote.version)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(
            MenteeNote,
            and_(
                MenteeNote.session_id == Attendance.session_id,
                MenteeNote.mentee_id == Attendance.enrolment_id,
            ),
        )
        .where(Attendance.session_id == seen.id, Attendance.part == "mentee")
        .where(Attendance.enrolment_id.in_(whose))
        .order_by(NAME, Enrolment.id)
    )
    return [
        ForOne(row.enrolment_id, said(row.name), Markup(row.words or ""), row.version or 0)  # noqa: S704 - RichText
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class NoteFor:
    """A session, and one of its mentees whom the viewer mentors or is."""

    seen: Seen
    one: ForOne


def note_for(viewer: Member, session_id: UUID, mentee_id: UUID) -> NoteFor:
    """Raises NotHere for a session that the viewer does not see whole, and for anybody else's note."""
    seen = session_for(viewer, session_id)
    found = [one for one in for_each(viewer, seen) if one.mentee_id == mentee_id] if seen.whole else []
    if not found:
        raise NotHere()
    return NoteFor(seen, found[0])
