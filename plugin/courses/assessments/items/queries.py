"""One thing that a section asks, with the section as the viewer sees it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from plugin.courses.assessments.models import Item
from plugin.courses.outline.queries import Stop, section_for
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and its section."""

    item: Item
    stop: Stop


def item_for(viewer: Member, item_id: UUID) -> Placed:
    """One item of a section that the viewer reads, asked still or no longer. Raises NotHere for any other."""
    item = db.session.get(Item, item_id)
    if item is None:
        raise NotHere()
    return Placed(item, section_for(viewer, item.section_id))
