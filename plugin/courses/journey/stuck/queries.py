"""Questions to who is stuck now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from plugin.courses.journey.stuck.models import Stuck
from plugin.database import db
from plugin.member import Member
from plugin.people.policy import sees_as_pair


@dataclass(frozen=True, slots=True)
class IsStuck:
    """Since when, and why where the viewer may read it and it was said."""

    since: datetime
    why: str


def stuck_among(viewer: Member, enrolment_ids: Collection[UUID]) -> dict[UUID, IsStuck]:
    """Those of these people who are stuck now: oneself and whom one mentors; a lead learns that and since when."""
    read = {one for one in enrolment_ids if sees_as_pair(viewer, one)}
    seen = set(enrolment_ids) if viewer.is_lead else read
    if not seen:
        return {}
    rows = db.session.scalars(
        select(Stuck).where(Stuck.owner_id.in_(seen), Stuck.until.is_(None)).order_by(Stuck.since)
    )
    return {one.owner_id: IsStuck(one.since, one.why if one.owner_id in read else "") for one in rows}


def am_stuck(viewer: Member) -> IsStuck | None:
    """Whether the viewer is: one statement, none for whom nobody mentors."""
    if not (viewer.enrolment_id and viewer.mentor_ids):
        return None
    return stuck_among(viewer, [viewer.enrolment_id]).get(viewer.enrolment_id)
