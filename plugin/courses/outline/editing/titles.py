"""What sections are called that others name."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from plugin.courses.outline.models import Section
from plugin.database import db


def titles_of(section_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The titles of these sections, whatever became of them; asks nothing where there are none."""
    wanted = {section_id for section_id in section_ids if section_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(Section.id, Section.title).where(Section.id.in_(wanted)))
    return {row.id: row.title for row in rows}
