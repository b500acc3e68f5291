"""Questions to who is away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from plugin import clock
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.away.models import Away

SHOWN = 20


def own_days_away(viewer: Member) -> list[Away]:
    """The viewer's own that are not over, the soonest first: one statement."""
    ahead = (Away.owner_id == viewer.enrolment_id, Away.until >= clock.today(viewer.zone))
    return list(db.session.scalars(select(Away).where(*ahead).order_by(Away.since, Away.id).limit(SHOWN)))


def away_for(viewer: Member, away_id: UUID) -> Away:
    """One of the viewer's own. Raises NotHere for any other."""
    found = db.session.scalar(select(Away).where(Away.id == away_id, Away.owner_id == viewer.enrolment_id))
    if found is None:
        raise NotHere()
    return found


def back_after(viewer: Member, enrolment_ids: Collection[UUID]) -> dict[UUID, date]:
    """Of these people, whom the viewer knows, those who are away today, with their last day: one statement."""
    today = clock.today(viewer.zone)
    now = (Away.owner_id.in_(enrolment_ids), Away.since <= today, Away.until >= today)
    rows = db.session.execute(
        select(Away.owner_id, func.max(Away.until).label("until")).where(*now).group_by(Away.owner_id)
    )
    return {row.owner_id: row.until for row in rows}


def days_away(viewer: Member, owner_id: UUID | None, since: datetime) -> list[tuple[date, date]]:
    """Somebody's, whom the viewer knows or is, from that moment until today, first and last day of each: one statement."""
    today, first = clock.today(viewer.zone), since.date()
    own = (Away.owner_id == owner_id, Away.until >= first, Away.since <= today)
    rows = db.session.execute(select(Away.since, Away.until).where(*own).order_by(Away.since, Away.id))
    return [(max(row.since, first), min(row.until, today)) for row in rows]
