"""Questions to what stood in notes before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from plugin.courses.sessions.seen import Seen
from plugin.courses.sessions.versions.models import NoteVersion
from plugin.database import db
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Stood:
    """The latest of a session's, those of the shared note with the name of whoever replaced them, and one's own."""

    shared: list[tuple[NoteVersion, str]]
    own: list[NoteVersion]


def what_stood(viewer: Member, seen: Seen) -> Stood:
    """Of a session that the viewer sees: the shared note's where they see it whole, and their own: one statement."""
    own = NoteVersion.author_id == viewer.enrolment_id
    theirs = or_(own, NoteVersion.author_id.is_(None)) if seen.whole else own
    rows = db.session.execute(
        select(NoteVersion, NAME)
        .outerjoin(Enrolment, Enrolment.id == NoteVersion.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(NoteVersion.session_id == seen.id, theirs)
        .order_by(NoteVersion.at.desc(), NoteVersion.id.desc())
        .limit(SHOWN)
    ).all()
    return Stood(
        [(one, said(name) if name else "") for one, name in rows if one.author_id is None],
        [one for one, _name in rows if one.author_id is not None],
    )
