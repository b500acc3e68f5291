"""What a launch tells of its link."""

from __future__ import annotations

from uuid import UUID

from plugin.database import db, insert_into, new_id
from plugin.lti.links.models import ResourceLink


def note_link(context_id: UUID, lms_id: str, content: str) -> None:
    """The link leads to that; also where it led elsewhere before, or two come in by it at once."""
    row = {"id": new_id(), "context_id": context_id, "lms_id": lms_id, "content": content}
    db.session.connection().execute(
        insert_into(ResourceLink)
        .values(row)
        .on_conflict_do_update(index_elements=["context_id", "lms_id"], set_={"content": content})
    )
