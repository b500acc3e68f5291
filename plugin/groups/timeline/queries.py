"""A timeline, page by page: each kind of event asked for by itself, and put in order here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from heapq import merge
from itertools import groupby, islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, true

from plugin import clock
from plugin.database import db
from plugin.groups.timeline.sources import SOURCES, Source
from plugin.member import Member
from plugin.people.queries import names

PAGE = 50


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an event stands: what is later, or made later, or of a key further on, comes first."""

    at: datetime
    id: UUID
    key: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()},{self.id},{self.key}"


def place_said(asked: str) -> Place | None:
    """A place as an address says it; None for whatever else stands there."""
    at, _comma, rest = asked.partition(",")
    id_, _comma, key = rest.partition(",")
    try:
        when = datetime.fromisoformat(at)
        if when.tzinfo is None or not 1970 < when.year < 2200:
            return None
        return Place(when.astimezone(UTC), UUID(id_), key)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `by` is the name of whoever did it, '' for the viewer; `told` says it more closely."""

    place: Place
    thing: UUID
    words: Any
    told: Any
    by_id: UUID | None
    by: str

    @property
    def key(self) -> str:
        """What kind it is of."""
        return self.place.key


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of it by days, the latest first, and where the next page begins."""

    days: tuple[tuple[date, tuple[Event, ...]], ...]
    earlier: Place | None


def timeline_of(viewer: Member, person_id: UUID, chip: str = "", before: Place | None = None) -> Timeline:
    """What happened with somebody, of one chip or of all: one statement for each kind, and one for the names."""
    asked = [source for source in SOURCES if chip in ("", source.chip)]
    found = [_found(source, viewer, person_id, before) for source in asked]
    latest = list(islice(merge(*found, key=lambda one: one[0], reverse=True), PAGE + 1))
    events = _events(viewer, latest[:PAGE])
    days = groupby(events, key=lambda one: clock.day(one.place.at, viewer.zone))
    told = tuple((day, tuple(those)) for day, those in days)
    return Timeline(told, events[-1].place if len(latest) > PAGE else None)


def _found(source: Source, viewer: Member, person_id: UUID, before: Place | None) -> Iterator[Any]:
    wanted = source.asked(viewer, person_id).where(source.at.is_not(None), _is_before(source, before))
    latest = wanted.order_by(source.at.desc(), source.id.desc()).limit(PAGE + 1)
    return ((Place(row.at, row.id, source.key), row) for row in db.session.execute(latest).all())


def _is_before(source: Source, before: Place | None) -> ColumnElement[bool]:
    if before is None:
        return true()
    same = source.id <= before.id if source.key < before.key else source.id < before.id
    earlier: ColumnElement[bool] = or_(source.at < before.at, and_(source.at == before.at, same))
    return earlier


def _events(viewer: Member, found: list[Any]) -> list[Event]:
    others = {row.by_id for _place, row in found if row.by_id and row.by_id != viewer.enrolment_id}
    called = names(viewer, others)
    return [
        Event(place, row.thing, row.words or "", row.told, row.by_id, called.get(row.by_id, ""))
        for place, row in found
    ]
