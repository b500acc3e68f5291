"""How the gradebook knows a column that is not at hand yet: by our id, by those of its origin, by the links to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from plugin.courses.grades.models import Column
from plugin.courses.outline.copied import origins_by_id
from plugin.courses.outline.models import Course
from plugin.lti.links.queries import links_by_content
from plugin.lti.services.grades import Sought

MOST_LINKS = 5  # asked for, one request each


def sought(course: Course, columns: Sequence[Column]) -> Mapping[UUID, Sought]:
    """By what to look for these columns, whose address is not known, by their ids."""
    if not columns:
        return {}
    origins, links = origins_by_id(course.id), links_by_content(course.context_id)
    return {one.id: _sought(one, origins, links) for one in columns}


def _sought(
    column: Column, origins: Mapping[UUID, Sequence[UUID]], links: Mapping[str, Sequence[str]]
) -> Sought:
    """A section's id is that of a picked link (AGS 2.0, section 3.2.4). How far a path is belongs to the link to all."""
    kind, here = ("section", column.section_id) if column.section_id else (column.what, column.course_id)
    ids = tuple(f"{kind}.{one}" for one in (here, *origins.get(here, ())))
    contents = ("",) if kind == "progress" else ids
    leading = [link for content in contents for link in links.get(content, ())]
    return Sought(ids, tuple(leading[:MOST_LINKS]))
