"""Questions to what stood in notes before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from plugin.courses.sessions.seen import Seen
from plugin.courses.sessions.versions.models import NoteVersion
from plugin.database import db
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Stood:
    """The latest of a session's, those of the shared note with the name of whoever replaced them, and one's own.

    `each` are of notes for single mentees, with the mentee's name.
    """

    shared: list[tuple[NoteVersion, str]]
    own: list[NoteVersion]
    each: list[tuple[NoteVersion, str]]


def what_stood(viewer: Member, seen: Seen) -> Stood:
    """Of a session that the viewer sees: the shared note's where they see it whole, and their own: three statements.

    Each for itself: of fifty that were shared, none takes the place of one that is theirs.
    """
    own = db.session.scalars(_latest(seen, NoteVersion.author_id == viewer.enrolment_id, NoteVersion))
    if not seen.whole:
        return Stood([], list(own), [])
    everybodys = NoteVersion.author_id.is_(None) & NoteVersion.mentee_id.is_(None)
    return Stood(_named(seen, everybodys, NoteVersion.by_id), list(own), _of_each(viewer, seen))


def _of_each(viewer: Member, seen: Seen) -> list[tuple[NoteVersion, str]]:
    """The viewer's own, or in a group those of whom they mentor."""
    if seen.is_of_a_pair:
        return []
    whose = {viewer.enrolment_id} if seen.part == "mentee" else viewer.mentee_ids
    return _named(seen, NoteVersion.mentee_id.in_(whose), NoteVersion.mentee_id)


def _named(seen: Seen, whose: ColumnElement[bool], who: Any) -> list[tuple[NoteVersion, str]]:
    rows = db.session.execute(
        _latest(seen, whose, NoteVersion, NAME)
        .outerjoin(Enrolment, Enrolment.id == who)
        .outerjoin(Person, Person.id == Enrolment.person_id)
    )
    return [(one, said(name) if name else "") for one, name in rows]


def _latest(seen: Seen, whose: ColumnElement[bool], *asked: Any) -> Select[Any]:
    wanted = select(*asked).select_from(NoteVersion).where(NoteVersion.session_id == seen.id, whose)
    return wanted.order_by(NoteVersion.at.desc(), NoteVersion.id.desc()).limit(SHOWN)
