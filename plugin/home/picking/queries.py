"""What can be placed: the course, a page of it, a section, or a resource with its discussion, in four statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import defer

from plugin.courses.grades.reckoning import live_columns
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.policy import ANSWERED
from plugin.courses.outline.queries import course_if_any, path_of
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.lti.deep_links.answers import Item
from plugin.lti.deep_links.schemas import DeepLinkRequest
from plugin.member import Member

COURSE = "course"
MOST = 20  # at once; some LMSs take no more


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick: how it is sent, and the link that it becomes. `within` are a section's resources.

    `column` is what the gradebook would get with it (grades.queries.Choice), '' for nothing and for what goes already.
    """

    value: str
    item: Item
    kind: str = ""
    within: tuple[Choice, ...] = ()
    column: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that a lead may pick from, `several` at once; the course alone as long as it is not open."""

    course: Choice
    is_open: bool
    pages: tuple[Choice, ...] = ()
    sections: tuple[Choice, ...] = ()
    several: bool = False
    takes_columns: bool = False

    def chosen(self, values: Collection[str]) -> list[Choice] | None:
        """What was sent, in our order; None for nothing, for too much, and for what was not offered."""
        wanted = set(values)
        found = [one for one in self._every() if one.value in wanted]
        most = MOST if self.several else 1
        return found if len(found) == len(wanted) and 0 < len(found) <= most else None

    def _every(self) -> Iterator[Choice]:
        yield self.course
        yield from self.pages
        for section in self.sections:
            yield section
            yield from section.within


def offer_to(lead: Member, asked: DeepLinkRequest) -> Offer:
    """What can be placed from the course of this visit."""
    course = course_if_any(lead)
    if course is None or course.opened_at is None:
        return Offer(Choice(COURSE, Item(lead.context_title or _("Mentoring"))), is_open=False)
    sections = [stop.section for stop in path_of(lead, course) if _is_everybodys(stop.section)]
    held, live = _resources(course.id), live_columns(course.id)
    graded = {column.section_id for column in live}
    whole = "" if any(column.what == "progress" for column in live) else "progress"
    return Offer(
        Choice(COURSE, Item(course.title), column=whole),
        is_open=True,
        pages=_pages(course),
        sections=tuple(_section(lead, one, held[one.id], graded) for one in sections),
        several=asked.several,
        takes_columns=asked.takes_columns,
    )


def _pages(course: Course) -> tuple[Choice, ...]:
    """Pages that are each person's own. Their links find the page of whichever course they stand in, also of a copy."""
    titles = (
        ("goals", _("Goals"), _("Each mentee comes to their own goals, a mentor to those of their mentees.")),
        ("sessions", _("Sessions"), _("What is planned, and what was held.")),
        ("board", _("Group board"), _("For mentors: how each of their mentees is doing.")),
    )
    return tuple(
        Choice(f"{key}.{course.id}", Item(name, said, f"{key}.{course.id}"), key)
        for key, name, said in titles
    )


def _is_everybodys(section: Section) -> bool:
    """A link in the LMS stands before the whole course: what is for a group, for one mentee or hidden is not for it."""
    return section.group_id is None and section.mentee_id is None and section.hidden_at is None


def _section(
    lead: Member, section: Section, resources: list[Resource], graded: Collection[UUID | None]
) -> Choice:
    value = f"section.{section.id}"
    within = tuple(_resource(resource) for resource in resources)
    opens = _moment(lead, section.opens_on, time.min)
    item = Item(section.title, section.purpose, value, opens, _moment(lead, section.due_on, time(23, 59, 59)))
    column = value if section.kind in ANSWERED and section.id not in graded else ""
    return Choice(value, item, section.kind, within, column)


def _moment(lead: Member, on: date | None, at: time) -> str:
    """A day as LMSs want it, in the zone of whoever adds the link; days counted from each mentee's start are none."""
    return datetime.combine(on, at, ZoneInfo(lead.zone)).isoformat() if on else ""


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
