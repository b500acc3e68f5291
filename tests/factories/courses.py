"""What courses' tests begin with besides people: a member's enrolment, sure to be there, and resources."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from plugin.courses.assessments.queries import items_of
from plugin.courses.assessments.record import Said
from plugin.courses.outline.models import Section
from plugin.courses.resources.actions import Content, add_resource
from plugin.courses.resources.models import Resource
from plugin.member import Member


def place_of(member: Member) -> UUID:
    """The enrolment of somebody who is in a course."""
    assert member.enrolment_id is not None
    return member.enrolment_id


def said_to(section: Section, *words: str) -> dict[UUID, Said]:
    """What somebody says to a section's questions, in their order, as `keep_answers` takes it."""
    return {item.id: Said(said) for item, said in zip(items_of(section), words, strict=False)}


def typed_into(section: Section, *words: str) -> dict[str, str]:
    """The same as its form sends it."""
    return {f"answer_{item.hex}": said.words for item, said in said_to(section, *words).items()}


def a_resource(section: Section, *, by: Member | None = None, **said: Any) -> Resource:
    """A link in a section, from the programme unless somebody adds it."""
    made: dict[str, Any] = {
        "kind": "link",
        "title": "How to listen",
        "url": "https://example.org/listen",
        "minutes": 6,
    }
    return add_resource(section, Content(**(made | said)), by=by)
