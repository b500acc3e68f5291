"""Which links lead where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from plugin.database import db
from plugin.lti.links.models import ResourceLink

MOST = 1000


def links_by_content(context_id: UUID) -> Mapping[str, Sequence[str]]:
    """The LMS's ids of a course's links for each content that any of them leads to, those known longest first."""
    rows = db.session.execute(
        select(ResourceLink.content, ResourceLink.lms_id)
        .where(ResourceLink.context_id == context_id)
        .order_by(ResourceLink.id)
        .limit(MOST)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for content, lms_id in rows:
        found[content].append(lms_id)
    return found
