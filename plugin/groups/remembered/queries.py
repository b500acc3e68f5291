"""What the viewer keeps about others. All of it begins with who wrote it: nobody else is asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, union

from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.remembered.models import OwnNote, Remembered
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, names, said

PAGE = 50
SHOWN = 3  # notes on the page of a mentee; the others are behind it


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody keeps about one other: their two lines, and a page of their notes, the latest first."""

    by_id: UUID | None
    mentee_id: UUID
    name: str
    lines: Remembered | None
    notes: tuple[OwnNote, ...]
    total: int  # of all their notes
    page: int = 1

    @property
    def said(self) -> tuple[str, ...]:
        """Those of the two lines that say something."""
        return tuple(line for line in (self.lines.first, self.lines.second) if line) if self.lines else ()

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.total > self.page * PAGE


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody whom the viewer no longer mentors and still keeps words about."""

    id: UUID
    name: str
    said: tuple[str, ...]
    notes: int


def kept_about(viewer: Member, mentee_id: UUID, shown: int = SHOWN, page: int = 1) -> Kept:
    """The viewer's own about one person, in four statements however much it is."""
    mine = (OwnNote.by_id == viewer.enrolment_id, OwnNote.mentee_id == mentee_id)
    lines = (Remembered.by_id == viewer.enrolment_id, Remembered.mentee_id == mentee_id)
    latest = select(OwnNote).where(*mine).order_by(OwnNote.at.desc(), OwnNote.id.desc())
    return Kept(
        viewer.enrolment_id,
        mentee_id,
        names(viewer, [mentee_id]).get(mentee_id) or said(None),
        db.session.scalars(select(Remembered).where(*lines)).one_or_none(),
        tuple(db.session.scalars(latest.limit(shown).offset((page - 1) * shown))),
        db.session.scalar(select(func.count()).select_from(OwnNote).where(*mine)) or 0,
        page,
    )


def kept_of(viewer: Member, enrolment_id: UUID) -> Kept:
    """All of it, where there is any, or the viewer mentors them now. Raises NotHere for anybody else."""
    kept = kept_about(viewer, enrolment_id)
    if not (viewer.mentors(enrolment_id) or kept.said or kept.total):
        raise NotHere()
    return kept


def note_for(viewer: Member, note_id: UUID) -> OwnNote:
    """A note of the viewer's own. Raises NotHere for anybody else's."""
    found = db.session.scalar(
        select(OwnNote).where(OwnNote.id == note_id, OwnNote.by_id == viewer.enrolment_id)
    )
    if found is None:
        raise NotHere()
    return found


def former_mentees(viewer: Member, page: int = 1) -> tuple[list[Former], bool]:
    """Whom the viewer keeps words about and mentors no more, by name, and whether more follow: three statements."""
    about = union(
        _whom(OwnNote, OwnNote.by_id == viewer.enrolment_id, viewer),
        _whom(Remembered, Remembered.by_id == viewer.enrolment_id, viewer, _says_something()),
    ).subquery()
    rows = db.session.execute(
        select(Enrolment.id, NAME.label("name"))
        .join(about, about.c.mentee_id == Enrolment.id)
        .join(Person, Person.id == Enrolment.person_id)
        .order_by(func.lower(NAME), Enrolment.id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    called = {row.id: said(row.name) for row in rows[:PAGE]}
    lines, notes = _lines(viewer, called), _counts(viewer, called)
    shown = [Former(one, name, lines.get(one, ()), notes.get(one, 0)) for one, name in called.items()]
    return shown, len(rows) > PAGE


def _whom(table: Any, mine: ColumnElement[bool], viewer: Member, *more: ColumnElement[bool]) -> Select[Any]:
    return select(table.mentee_id.label("mentee_id")).where(
        mine, table.mentee_id.not_in(viewer.mentee_ids), *more
    )


def _says_something() -> ColumnElement[bool]:
    return or_(Remembered.first != "", Remembered.second != "")


def _lines(viewer: Member, mentee_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    mine = (Remembered.by_id == viewer.enrolment_id, Remembered.mentee_id.in_(mentee_ids))
    rows = db.session.scalars(select(Remembered).where(*mine))
    return {one.mentee_id: tuple(line for line in (one.first, one.second) if line) for one in rows}


def _counts(viewer: Member, mentee_ids: Collection[UUID]) -> dict[UUID, int]:
    mine = (OwnNote.by_id == viewer.enrolment_id, OwnNote.mentee_id.in_(mentee_ids))
    rows = db.session.execute(
        select(OwnNote.mentee_id, func.count()).where(*mine).group_by(OwnNote.mentee_id)
    )
    return {row[0]: row[1] for row in rows}
