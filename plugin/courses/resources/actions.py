"""What can happen to a resource: added to a section, changed, moved, taken out and brought back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from plugin import clock, text
from plugin.courses.outline.models import Course, Section
from plugin.courses.resources import before
from plugin.courses.resources.embedding import player_for
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.errors import Conflict, Invalid
from plugin.lti.origins import origin_of
from plugin.member import Member

FIELDS = (*before.FACTS, "words")


@dataclass(frozen=True, slots=True)
class Content:
    """What a resource says: a link has its address, a page has its words, either may have the other's too."""

    kind: str
    title: str
    url: str | None = None
    words: str = ""  # cleaned again on its way into the table
    minutes: int | None = None
    why: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where videos may play from, and the origins of the LMS that an item may stand at."""

    video_hosts: Collection[str] = ()
    lms: Collection[str] = ()


def add_resource(
    section: Section, content: Content, *, by: Member | None = None, places: Places | None = None
) -> Resource:
    """Put it at the end of the section. Without `by` it comes with the programme, which may name any place."""
    _whole(content, places)
    last = (
        db.session.scalar(select(func.max(Resource.position)).where(Resource.section_id == section.id)) or 0
    )
    resource = _added(section.course_id, section.id, content, last + 1, by.enrolment_id if by else None)
    if by:
        before.tell(by, resource, "holds more")
    return resource


def bring_resource(course: Course, content: Content, *, by: Member, places: Places) -> Resource:
    """Bring something that stands in no section: whoever it is then shared with sees it, and who brought it."""
    _whole(content, places)
    return _added(course.id, None, content, 0, by.enrolment_id)


def _added(
    course_id: UUID, section_id: UUID | None, content: Content, position: int, added_by_id: UUID | None
) -> Resource:
    said = {name: getattr(content, name) for name in FIELDS if name != "skills"}
    resource = Resource(
        course_id=course_id,
        section_id=section_id,
        position=position,
        skills=list(content.skills),
        added_by_id=added_by_id,
        made_at=clock.now(),
        **said,
    )
    db.session.add(resource)
    db.session.flush()
    return resource


def change_resource(
    member: Member, resource: Resource, content: Content, version: int | None, places: Places | None = None
) -> None:
    """Say it differently; what it said is kept for thirty days.

    Raises Conflict where it has been changed since `version` was read.
    """
    _whole(content, places, was=resource.kind)
    db.session.refresh(resource, with_for_update=True)
    theirs = _standing(resource, content)
    if theirs and version != resource.version:
        raise Conflict(theirs, resource.version)
    if not theirs:
        return
    before.keep(member, resource)
    for name in FIELDS:
        said = getattr(content, name)
        setattr(resource, name, list(said) if name == "skills" else said)
    resource.version += 1
    db.session.flush()


def move_resource(member: Member, resource: Resource, *, up: bool) -> None:
    """Let it change places with the one above or below; at the end of the list nothing happens."""
    rows = db.session.execute(
        select(Resource.id, Resource.position)
        .where(Resource.section_id == resource.section_id, Resource.retired_at.is_(None))
        .order_by(Resource.position, Resource.id)
    ).all()
    order = [row.id for row in rows]
    here = order.index(resource.id)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    if rows[here].position != rows[there].position:
        resource.position = rows[there].position
        _put(order[there], rows[here].position)
    else:  # two were added in the same moment
        order[here], order[there] = order[there], order[here]
        for position, resource_id in enumerate(order, 1):
            _put(resource_id, position)
    before.tell(member, resource, "holds in turn")
    db.session.flush()


def _put(resource_id: UUID, position: int) -> None:
    db.session.execute(update(Resource).where(Resource.id == resource_id).values(position=position))


def take_out(member: Member, resource: Resource) -> None:
    """Nobody finds it any more; its discussion and its marks are kept."""
    resource.retired_at = clock.now()
    before.tell(member, resource, "holds less")
    db.session.flush()


def bring_back(member: Member, resource: Resource) -> None:
    """It stands again where it stood, with everything that was said beside it."""
    resource.retired_at = None
    before.tell(member, resource, "holds again")
    db.session.flush()


def _standing(resource: Resource, content: Content) -> Mapping[str, str]:
    """What stands there now, where it differs from what was just written."""
    new = _told(content)
    return {name: said for name, said in _told(resource).items() if said != new[name]}


def _told(thing: Resource | Content) -> dict[str, str]:
    """Its fields as text; words stay the markup that they are."""
    said = {name: getattr(thing, name) for name in FIELDS}
    said["skills"] = ", ".join(said["skills"] or ())
    return {name: one if isinstance(one, str) else str(one or "") for name, one in said.items()}


def _whole(content: Content, places: Places | None, was: str = "") -> None:
    kind = content.kind
    if (kind == "file") != (was == "file"):
        raise Invalid(
            _("A file stays a file, and nothing else becomes one. Add the other beside it."), "kind"
        )
    if kind in {"link", "video", "item"} and not content.url:
        raise Invalid(
            _("This needs its address.") if kind != "link" else _("A link needs its address."), "url"
        )
    if kind == "page" and text.empty(content.words):
        raise Invalid(_("A page needs its words."), "words")
    if places and kind == "video" and not player_for(content.url, places.video_hosts):
        raise Invalid(
            _(
                "That is no video of a host whose videos may play here (%(hosts)s). Add it as a link instead.",
                hosts=", ".join(places.video_hosts) or _("none so far"),
            ),
            "url",
        )
    if places and kind == "item" and origin_of(content.url) not in places.lms:
        raise Invalid(
            _(
                "That address is not at your learning site (%(sites)s). Anything elsewhere is a link.",
                sites=", ".join(places.lms),
            ),
            "url",
        )
