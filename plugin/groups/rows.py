"""Which mentees stand on a page of a mentor's board, and in which order: read from the standing of each mentorship."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, tuple_

from plugin import clock
from plugin.database import db
from plugin.groups.flags.models import ENDLESS, NOTHING, RESTS, Standing, begun
from plugin.groups.queries import PAGE, is_placed
from plugin.member import Member
from plugin.people.cover.queries import is_running
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.observed.queries import is_in_scope
from plugin.people.queries import NAME

SORTS = ("attention", "name", "contact", "due", "waiting")
SHOWN = ("all", "needs", "waiting", "quiet")
QUIET = timedelta(days=21)  # without a session or a post
COUNTED = 100  # of more it is said that they are more

KEYS: dict[str, tuple[Any, ...]] = {
    "attention": (Standing.rank, Standing.since, Standing.mentee_id),
    "name": (Standing.called, Standing.mentee_id),
    "contact": (Standing.heard, Standing.mentee_id),
    "due": (Standing.due, Standing.mentee_id),
    "waiting": (Standing.waits, Standing.mentee_id),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the board: an order, of whom, by name, and behind whom the page begins."""

    sort: str = "attention"
    show: str = "all"
    find: str = ""
    after: UUID | None = None


def rows_for_mentor(
    viewer: Member, group_id: UUID | None, asked: Asked, most: int = PAGE
) -> tuple[list[Any], bool]:
    """So many of those whom the viewer mentors, with their standing, and whether more follow: one statement, two for a
    later page. Each order has its index: what a page costs does not grow with how many there are."""
    key = KEYS[asked.sort]
    wanted = (
        select(Enrolment.id, NAME.label("name"), Enrolment.seen_at, Standing)
        .select_from(Standing)
        .join(Enrolment, Enrolment.id == Standing.mentee_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(*_theirs(viewer, group_id), Enrolment.active, *_shown(asked.show), *_called(asked.find))
    )
    if asked.after and (behind := _standing_of(viewer, asked.after)):
        wanted = wanted.where(tuple_(*key) > tuple_(*(literal(getattr(behind, one.key)) for one in key)))
    rows = db.session.execute(wanted.order_by(*key).limit(most + 1)).all()
    more = len(rows) > most
    is_last = not more and asked.show == "all" and not asked.find
    # behind everybody: no page begins behind somebody without a standing
    fresh = _not_reckoned_yet(viewer, group_id) if is_last and viewer.covered_mentee_ids else []
    return [*rows[:most], *fresh], more


@dataclass(frozen=True, slots=True)
class Fresh:
    """Somebody whose standing the next hour reckons: a cover begins by its day, and nothing happens then."""

    id: UUID
    name: str
    seen_at: datetime | None
    Standing: Standing


def _not_reckoned_yet(viewer: Member, group_id: UUID | None) -> list[Fresh]:
    reckoned = exists().where(Standing.mentor_id == viewer.enrolment_id, Standing.mentee_id == Enrolment.id)
    wanted = (
        select(Enrolment.id, NAME.label("name"), Enrolment.seen_at)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.id.in_(viewer.covered_mentee_ids), Enrolment.active, ~reckoned)
    )
    if group_id is not None:
        wanted = wanted.where(is_placed(group_id, Enrolment.id))
    rows = db.session.execute(wanted.order_by(func.lower(NAME), Enrolment.id).limit(PAGE))
    return [
        Fresh(row.id, row.name, row.seen_at, Standing(**begun(viewer.enrolment_id, row.id))) for row in rows
    ]


def counts_for_mentor(viewer: Member, group_id: UUID | None) -> dict[str, int]:
    """How many there are of each that can be shown, up to a hundred: one statement."""
    rows = db.session.execute(select(*(_count(viewer, group_id, show).label(show) for show in SHOWN))).one()
    return dict(rows._mapping)


def _count(viewer: Member, group_id: UUID | None, show: str) -> Any:
    some: Select[Any] = select(Standing.id).join(Enrolment, Enrolment.id == Standing.mentee_id)
    found = some.where(*_theirs(viewer, group_id), Enrolment.active, *_shown(show)).limit(COUNTED).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def _theirs(viewer: Member, group_id: UUID | None) -> tuple[ColumnElement[bool], ...]:
    runs = exists().where(
        Mentorship.mentee_id == Standing.mentee_id,
        Mentorship.mentor_id == Standing.mentor_id,
        *is_running(clock.now().date()),
        is_in_scope(Mentorship.mentor_id, Mentorship.mentee_id),
    )
    covered = Standing.mentee_id.in_(viewer.covered_mentee_ids)
    mine = (
        Standing.mentor_id == viewer.enrolment_id,
        or_(runs, covered) if viewer.covered_mentee_ids else runs,
    )
    if group_id is None:
        return mine
    return (*mine, is_placed(group_id, Standing.mentee_id))


def _shown(show: str) -> tuple[ColumnElement[bool], ...]:
    if show == "needs":
        return (Standing.rank < NOTHING,)
    if show == "waiting":
        return (Standing.waits < ENDLESS,)
    if show == "quiet":
        long_ago = clock.now().date() - QUIET
        return (and_(Standing.heard < long_ago, Standing.rank != RESTS),)
    return ()


def _called(find: str) -> tuple[ColumnElement[bool], ...]:
    if not find:
        return ()
    return (Standing.called.contains(find.casefold(), autoescape=True),)


def _standing_of(viewer: Member, mentee_id: UUID) -> Standing | None:
    mine = (Standing.mentor_id == viewer.enrolment_id, Standing.mentee_id == mentee_id)
    return db.session.scalar(select(Standing).where(*mine))
