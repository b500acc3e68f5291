"""How people were in contact lately, and who has gone quiet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select

from plugin import clock
from plugin.courses.agreements.parting.queries import rests_among
from plugin.courses.sessions.models import MODES, Attendance, Session
from plugin.courses.sessions.queries import for_board, is_seen_whole
from plugin.courses.sessions.seen import OnBoard
from plugin.database import db
from plugin.groups.board import Contact, later_of
from plugin.groups.contact import last_posts
from plugin.member import Member

WEEKS = 12
MOST = 10
LATELY = 14  # days


@dataclass(frozen=True, slots=True)
class ByMode:
    """Sessions of one kind, and the minutes of those of which somebody noted how long they were."""

    mode: str
    sessions: int
    minutes: int
    timed: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody, and for how many days nothing of theirs was recorded; no contact at all is a state of its own."""

    id: UUID
    contact: Contact | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Silence:
    """Who is quiet, the longest first; how many were heard lately, of how many, and how many rest and are not counted."""

    quiet: list[Quiet]
    heard: int
    of: int
    rest: int


def by_mode(viewer: Member, ids: frozenset[UUID]) -> list[ByMode]:
    """Of the sessions of the last twelve weeks that the viewer was in with any of these, the most first: one statement."""
    now = clock.now()
    with_them = exists().where(
        Attendance.session_id == Session.id, Attendance.enrolment_id.in_(ids), Attendance.part == "mentee"
    )
    mine = select(Attendance.session_id).where(Attendance.enrolment_id == viewer.enrolment_id)
    rows = db.session.execute(
        select(Session.mode, func.count(), func.sum(Session.minutes), func.count(Session.minutes))
        .where(Session.at > now - timedelta(weeks=WEEKS), Session.at <= now)
        .where(Session.id.in_(mine), with_them.correlate(Session), is_seen_whole(viewer))
        .group_by(Session.mode)
    )
    found = [ByMode(mode, count, int(minutes or 0), timed) for mode, count, minutes, timed in rows]
    return sorted(found, key=lambda one: (-one.sessions, MODES.index(one.mode)))


def silence_among(viewer: Member, ids: frozenset[UUID]) -> Silence:
    """Without those who rest; nobody was ever heard of stands first: four statements."""
    met, wrote, resting = for_board(viewer, ids), last_posts(ids), rests_among(viewer, ids)
    today = clock.today(viewer.zone)
    everybody = [
        _quiet(viewer, one, later_of(met.get(one, OnBoard()), wrote.get(one)), today)
        for one in ids - resting.keys()
    ]
    everybody.sort(key=lambda one: (one.days is not None, -(one.days or 0), str(one.id)))
    heard = sum(one.days is not None and one.days <= LATELY for one in everybody)
    quiet = [one for one in everybody if one.days is None or one.days > LATELY]
    return Silence(quiet[:MOST], heard, len(everybody), len(resting))


def _quiet(viewer: Member, one: UUID, contact: Contact | None, today: date) -> Quiet:
    if contact is None:
        return Quiet(one, None, None)
    return Quiet(one, contact, (today - clock.day(contact.at, viewer.zone)).days)
