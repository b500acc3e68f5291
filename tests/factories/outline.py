"""What tests of a changing outline begin with: what a section says, and its form as a browser sends it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from plugin.courses.outline.editing.actions import add_section
from plugin.courses.outline.editing.rules import Audience
from plugin.courses.outline.editing.told import Said
from plugin.courses.outline.models import Course, OutlineChange, Section
from plugin.courses.outline.queries import path_of
from plugin.database import db
from plugin.member import Member


def says(title: str = "A week in the night shift", kind: str = "text", **more: Any) -> Said:
    """What somebody wants a section to say."""
    return Said(kind, title, **more)


def added(
    member: Member, title: str = "A week in the night shift", *, after: Section | None = None, **more: Any
) -> Section:
    """A section that somebody adds, at the beginning unless told after which; for everybody unless told for whom."""
    audience = Audience(more.pop("group_id", None), more.pop("mentee_id", None))
    course = db.session.query(Course).filter_by(context_id=member.context_id).one()
    return add_section(member, course, says(title, **more), audience, after.id if after else None)


def typed(**more: Any) -> dict[str, str]:
    """A good form of a section, as it is sent."""
    form = {
        "kind": "text",
        "title": "A week in the night shift",
        "purpose": "See what the day leaves behind",
        "words": "Go along for one night.",
        "opens": "once",
        "due": "none",
        "discussed": "yes",
    }
    return {**form, **{name: str(value) for name, value in more.items()}}


def titles(member: Member, course: Course) -> list[str]:
    """What stands on somebody's path, in its order."""
    return [stop.section.title for stop in path_of(member, course)]


def changes(section) -> list[OutlineChange]:
    """What the history holds of a section, the oldest first."""
    asked = select(OutlineChange).where(OutlineChange.section_id == section.id).order_by(OutlineChange.id)
    return list(db.session.scalars(asked))
