"""How rosters stand: which are due, how old a course's own one is, whom a course has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from plugin import clock
from plugin.database import db
from plugin.lti.models import Context, Platform
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.roster.models import Roster

GAP = timedelta(minutes=1)  # between two readings, however often somebody asks


@dataclass(frozen=True, slots=True)
class Standing:
    """A course's roster as people see it: its age, what the last try brought, whether it is about to be read."""

    context_id: UUID
    title: str
    platform: str
    shared: bool  # the LMS has said where the members of the course are listed
    members: int
    read_at: datetime | None
    tried_at: datetime | None
    due_at: datetime | None  # None: never tried, due at once
    failures: int
    result: str

    @property
    def awaited(self) -> bool:
        """Somebody asked for it, or its time has come."""
        return self.shared and (self.due_at is None or self.due_at <= clock.now())


def due_rosters(limit: int, besides: Collection[UUID] = ()) -> list[UUID]:
    """The courses whose roster is to be read now, those waiting longest first."""
    due = _readable(select(Context.id)).where(_due(), Context.id.not_in(besides))
    return list(db.session.scalars(due.order_by(Roster.due_at.nulls_first(), Context.id).limit(limit)))


def is_due(context_id: UUID) -> bool:
    """Whether this one is to be read now."""
    return (
        db.session.scalar(_readable(select(Context.id)).where(_due(), Context.id == context_id)) is not None
    )


def every_roster() -> list[UUID]:
    """All courses whose roster can be read."""
    return list(db.session.scalars(_readable(select(Context.id)).order_by(Context.id)))


def called(context_id: UUID) -> str:
    """A course as its LMS calls it."""
    named = (Context.title, Context.label, Context.lms_id)
    row = db.session.execute(select(*named).where(Context.id == context_id)).one_or_none()
    return next((name for name in row or () if name), str(context_id))


def standing(viewer: Member) -> Standing:
    """The roster of the viewer's own course."""
    return _standings(Context.id == viewer.context_id)[0]


def standings() -> list[Standing]:
    """Every course's that is read, for the operator; the longest waiting first. Those of a disabled platform rest."""
    return _standings(and_(Context.memberships_url != "", Platform.disabled_at.is_(None)))


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in a course, by the id that their LMS knows them by."""

    sub: str
    name: str
    role: str
    active: bool


def courses_called(lms_id: str) -> list[tuple[UUID, UUID, str]]:
    """The courses that an LMS calls so, with the platform and its issuer: one for each company that is in it."""
    asked = (
        select(Context.id, Context.platform_id, Platform.issuer)
        .join(Platform, Platform.id == Context.platform_id)
        .where(Context.lms_id == lms_id)
        .order_by(Context.id)
    )
    return [
        (context_id, platform_id, issuer) for context_id, platform_id, issuer in db.session.execute(asked)
    ]


def listed_in(context_ids: list[UUID]) -> list[Listed]:
    """Everybody who is or was in these courses, in the LMS's own names."""
    rows = db.session.execute(
        select(Person.sub, Person.name, Enrolment.role, Enrolment.active)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.context_id.in_(context_ids))
        .order_by(Person.sub)
    )
    return [Listed(*row) for row in rows]


def _due() -> ColumnElement[bool]:
    """Its time has come, and the last try is not a moment ago."""
    now = clock.now()
    rested = or_(Roster.tried_at.is_(None), Roster.tried_at <= now - GAP)
    return or_(Roster.id.is_(None), and_(Roster.due_at <= now, rested))


def _readable(asked: Select[tuple[UUID]]) -> Select[tuple[UUID]]:
    return (
        asked.join(Platform, Platform.id == Context.platform_id)
        .outerjoin(Roster, Roster.context_id == Context.id)
        .where(Context.memberships_url != "", Platform.disabled_at.is_(None))
    )


def _standings(which: ColumnElement[bool]) -> list[Standing]:
    rows = db.session.execute(
        select(
            *(Context.id, Context.title, Platform.issuer, Context.memberships_url != ""),
            *(Roster.members, Roster.read_at, Roster.tried_at, Roster.due_at, Roster.failures, Roster.result),
        )
        .join(Platform, Platform.id == Context.platform_id)
        .outerjoin(Roster, Roster.context_id == Context.id)
        .where(which)
        .order_by(Roster.due_at.nulls_first(), Context.id)
    )
    return [_stand(*row) for row in rows]


def _stand(*found: Any) -> Standing:
    """A course that was never tried has no row of its own yet."""
    *course, members, read_at, tried_at, due_at, failures, result = found
    parts: Any = (*course, members or 0, read_at, tried_at, due_at, failures or 0, result or "")
    return Standing(*parts)
