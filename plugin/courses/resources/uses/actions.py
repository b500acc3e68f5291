"""How it is recorded that somebody opened a resource, finished it, or found that it helped."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, or_

from plugin import clock
from plugin.courses.resources.models import Resource, Use
from plugin.database import db, insert_into, new_id
from plugin.member import Member

ONE = ["resource_id", "enrolment_id"]  # a row for each
MARKS = {"finished": "finished_at", "helped": "helped_at"}


def opened(resource_id: UUID, enrolment_id: UUID, zone: str) -> None:
    """Somebody opened it: when first, when last, and on how many days of theirs; one statement."""
    now = clock.now()
    today = datetime.combine(clock.today(zone), time(), ZoneInfo(zone))
    another_day = or_(Use.last_at.is_(None), Use.last_at < today)
    row = _row(resource_id, enrolment_id) | {"first_at": now, "last_at": now, "days": 1}
    again = {
        "first_at": func.coalesce(Use.first_at, now),
        "days": case((another_day, Use.days + 1), else_=Use.days),
        "last_at": now,
    }
    db.session.execute(insert_into(Use).values(row).on_conflict_do_update(index_elements=ONE, set_=again))


def mark(member: Member, resource: Resource, what: str, *, on: bool) -> None:
    """Say that it is finished or that it helped, or take that back. What is said already stays as it is."""
    assert member.enrolment_id is not None
    column = getattr(Use, MARKS[what])
    now = clock.now() if on else None
    said = func.coalesce(column, now) if on else None
    row = _row(resource.id, member.enrolment_id) | {MARKS[what]: now}
    db.session.execute(
        insert_into(Use).values(row).on_conflict_do_update(index_elements=ONE, set_={MARKS[what]: said})
    )


def _row(resource_id: UUID, enrolment_id: UUID) -> dict[str, Any]:
    return {"id": new_id(), "resource_id": resource_id, "enrolment_id": enrolment_id, "days": 0}
