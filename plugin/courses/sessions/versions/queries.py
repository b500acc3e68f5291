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
    """The latest of a session's, those of the shared note with the name of whoever replaced them, and one's own."""

    shared: list[tuple[NoteVersion, str]]
    own: list[NoteVersion]


def what_stood(viewer: Member, seen: Seen) -> Stood:
    """Of a session that the viewer sees: the shared note's where they see it whole, and their own: two statements.

    Each for itself: of fifty that were shared, none takes the place of one that is theirs.
    """
    own = db.session.scalars(_latest(seen, NoteVersion.author_id == viewer.enrolment_id, NoteVersion))
    return Stood(_shared(seen) if seen.whole else [], list(own))


def _shared(seen: Seen) -> list[tuple[NoteVersion, str]]:
    rows = db.session.execute(
        _latest(seen, NoteVersion.author_id.is_(None), NoteVersion, NAME)
        .outerjoin(Enrolment, Enrolment.id == NoteVersion.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
    )
    return [(one, said(name) if name else "") for one, name in rows]


def _latest(seen: Seen, whose: ColumnElement[bool], *asked: Any) -> Select[Any]:
    wanted = select(*asked).select_from(NoteVersion).where(NoteVersion.session_id == seen.id, whose)
    return wanted.order_by(NoteVersion.at.desc(), NoteVersion.id.desc()).limit(SHOWN)
