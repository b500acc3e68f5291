"""What can happen to a resource: it is added to a section, and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock, text
from plugin.courses.outline.models import Section
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.errors import Conflict, Invalid
from plugin.member import Member

FIELDS = ("kind", "title", "url", "words", "minutes", "why")


@dataclass(frozen=True, slots=True)
class Content:
    """What a resource says: a link has its address, a page has its words, either may have the other's too."""

    kind: str
    title: str
    url: str | None = None
    words: str = ""  # cleaned again on its way into the table
    minutes: int | None = None
    why: str = ""


def add_resource(section: Section, content: Content, *, by: Member | None = None) -> Resource:
    """Put it at the end of the section. Without `by` it comes with the programme."""
    _whole(content)
    last = (
        db.session.scalar(select(func.max(Resource.position)).where(Resource.section_id == section.id)) or 0
    )
    return _added(section, content, last + 1, by.enrolment_id if by else None)


def _added(section: Section, content: Content, position: int, added_by_id: UUID | None) -> Resource:
    resource = Resource(
        course_id=section.course_id,
        section_id=section.id,
        position=position,
        kind=content.kind,
        title=content.title,
        url=content.url,
        words=content.words,
        minutes=content.minutes,
        why=content.why,
        added_by_id=added_by_id,
        made_at=clock.now(),
    )
    db.session.add(resource)
    db.session.flush()
    return resource


def change_resource(resource: Resource, content: Content, version: int | None) -> None:
    """Say it differently. Raises Conflict where it has been changed since `version` was read."""
    _whole(content)
    db.session.refresh(resource, with_for_update=True)
    theirs = _standing(resource, content)
    if theirs and version != resource.version:
        raise Conflict(theirs, resource.version)
    if not theirs:
        return
    for name in FIELDS:
        setattr(resource, name, getattr(content, name))
    resource.version += 1
    db.session.flush()


def _standing(resource: Resource, content: Content) -> Mapping[str, str]:
    """What stands there now, where it differs from what was just written."""
    new = _told(content)
    return {name: said for name, said in _told(resource).items() if said != new[name]}


def _told(thing: Resource | Content) -> dict[str, str]:
    """Its fields as text; words stay the markup that they are."""
    said = {name: getattr(thing, name) for name in FIELDS}
    return {name: one if isinstance(one, str) else str(one or "") for name, one in said.items()}


def _whole(content: Content) -> None:
    if content.kind == "link" and not content.url:
        raise Invalid(_("A link needs its address."), "url")
    if content.kind == "page" and text.empty(content.words):
        raise Invalid(_("A page needs its words."), "words")
