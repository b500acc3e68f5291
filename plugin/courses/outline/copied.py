"""What of a course came from another one, by the ids that it had there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from plugin.courses.outline.models import Copied, Course
from plugin.database import db
from plugin.member import Member


def here_instead(member: Member, origin_id: UUID) -> UUID | None:
    """What in the member's course was copied from that; None where nothing was."""
    return db.session.scalar(
        select(Copied.here_id)
        .join(Course, Course.id == Copied.course_id)
        .where(Course.context_id == member.context_id, Copied.origin_id == origin_id)
    )


def origins_by_id(course_id: UUID) -> Mapping[UUID, Sequence[UUID]]:
    """Which ids the parts of a course had where they came from, and the course itself, by the ids that they have here."""
    rows = db.session.execute(
        select(Copied.here_id, Copied.origin_id).where(Copied.course_id == course_id).order_by(Copied.id)
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for here_id, origin_id in rows:
        found[here_id].append(origin_id)
    return found
