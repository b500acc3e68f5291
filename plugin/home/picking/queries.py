"""What can be placed: the course, a section, or a resource with its discussion, in three statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import defer

from plugin.courses.outline.models import Section
from plugin.courses.outline.queries import course_if_any, path_of
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.lti.deep_links.answers import Item
from plugin.member import Member

COURSE = "course"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: how it is sent, and the link that it becomes. `within` are a section's resources."""

    value: str
    item: Item
    kind: str = ""
    within: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that a lead may pick from; the course alone as long as it is not open."""

    course: Choice
    is_open: bool
    sections: tuple[Choice, ...] = ()

    def chosen(self, value: str) -> Item | None:
        """The item of a choice that was sent; None for what was not offered."""
        return next((one.item for one in self._every() if one.value == value), None)

    def _every(self) -> Iterator[Choice]:
        yield self.course
        for section in self.sections:
            yield section
            yield from section.within


def offer_to(lead: Member) -> Offer:
    """What can be placed from the course of this visit."""
    course = course_if_any(lead)
    if course is None or course.opened_at is None:
        return Offer(Choice(COURSE, Item(lead.context_title or _("Mentoring"))), is_open=False)
    sections = [stop.section for stop in path_of(lead, course) if _is_everybodys(stop.section)]
    held = _resources(course.id)
    choices = tuple(_section(section, held[section.id]) for section in sections)
    return Offer(Choice(COURSE, Item(course.title)), True, choices)


def _is_everybodys(section: Section) -> bool:
    """A link in the LMS stands before the whole course: what is for a group, for one mentee or hidden is not for it."""
    return section.group_id is None and section.mentee_id is None and section.hidden_at is None


def _section(section: Section, resources: list[Resource]) -> Choice:
    value = f"section.{section.id}"
    within = tuple(_resource(resource) for resource in resources)
    return Choice(value, Item(section.title, section.purpose, value), section.kind, within)


def _resource(resource: Resource) -> Choice:
    value = f"resource.{resource.id}"
    return Choice(value, Item(resource.title, resource.why, value), resource.kind)


def _resources(course_id: UUID) -> dict[UUID, list[Resource]]:
    rows = db.session.scalars(
        select(Resource)
        .where(
            Resource.course_id == course_id, Resource.section_id.is_not(None), Resource.retired_at.is_(None)
        )
        .order_by(Resource.position, Resource.id)
        .options(defer(Resource.words, raiseload=True))
    )
    held: dict[UUID, list[Resource]] = defaultdict(list)
    for resource in rows:
        if resource.section_id:
            held[resource.section_id].append(resource)
    return held
