"""What can be asked of programmes: those a company may begin a course as, and the text of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import or_, select

from plugin import clock
from plugin.courses.outline import programmes as shipped
from plugin.courses.outline.models import SavedProgramme
from plugin.courses.outline.programme import Programme
from plugin.courses.outline.programme_lines import Faulty
from plugin.courses.outline.programme_reading import read_text
from plugin.courses.programmes.written import as_text
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member

REVERSIBLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Kept:
    """A programme that the company keeps; `programme` is None where today's rules no longer read its text."""

    id: UUID
    title: str
    programme: Programme | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the company keeps, what it took away in the last thirty days, and what comes with Tandem."""

    kept: list[Kept]
    retired: list[Kept]
    shipped: list[Programme]


@dataclass(frozen=True, slots=True)
class File:
    """A programme as a file to take along."""

    title: str
    text: str


def shelf(viewer: Member) -> Shelf:
    """Everything that the viewer's company can begin a course as, in one statement."""
    rows = db.session.scalars(
        select(SavedProgramme)
        .where(
            SavedProgramme.company_id == viewer.company_id,
            or_(SavedProgramme.retired_at.is_(None), SavedProgramme.retired_at > clock.now() - REVERSIBLE),
        )
        .order_by(SavedProgramme.title, SavedProgramme.id)
    ).all()
    kept = [_kept(row) for row in rows if row.retired_at is None]
    return Shelf(kept, [_kept(row) for row in rows if row.retired_at], shipped.programmes())


def programmes_for(viewer: Member) -> list[Programme]:
    """What a lead may begin a course as: the company's own first, then those that come with Tandem."""
    found = shelf(viewer)
    return [one.programme for one in found.kept if one.programme] + found.shipped


def programme_for(viewer: Member, key: str) -> Programme:
    """One of these by its key. Raises NotHere for another company's, and for one that was taken away."""
    try:
        return shipped.programme(key)
    except KeyError:
        found = _kept(_standing(viewer, key)).programme
    if found is None:
        raise NotHere()
    return found


def file_of(viewer: Member, key: str) -> File:
    """One of these as its file; what was brought in as a file goes out as it came. Raises NotHere."""
    try:
        found = shipped.programme(key)
    except KeyError:
        row = _standing(viewer, key)
        return File(row.title, row.written)
    return File(found.title, as_text(found))


def saved_for(viewer: Member, programme_id: UUID) -> SavedProgramme:
    """A programme of the viewer's own company, one that was taken away too. Raises NotHere for any other."""
    found = db.session.scalar(
        select(SavedProgramme).where(
            SavedProgramme.id == programme_id, SavedProgramme.company_id == viewer.company_id
        )
    )
    if found is None:
        raise NotHere()
    return found


def _standing(viewer: Member, key: str) -> SavedProgramme:
    try:
        found = saved_for(viewer, UUID(key))
    except ValueError:
        raise NotHere() from None
    if found.retired_at:
        raise NotHere()
    return found


def _kept(row: SavedProgramme) -> Kept:
    return Kept(row.id, row.title, _read(row.written, str(row.id)))


@lru_cache(maxsize=256)
def _read(written: str, key: str) -> Programme | None:
    try:
        return read_text(written, key)
    except Faulty:
        return None
