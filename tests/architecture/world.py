"""The small world that the role table asks its questions in: two groups in a course, another course, another company."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from plugin.courses.outline.models import Course, Section
from plugin.member import Member
from tests.factories import (
    a_company,
    a_context,
    a_course,
    a_group,
    a_lead,
    a_platform,
    a_section,
    again,
)


@dataclass(frozen=True)
class World:
    """Everybody that the table names, and the places they are in."""

    course: Course
    section: Section
    group_id: UUID
    other_group_id: UUID
    personas: dict[str, Member]

    def __getattr__(self, persona: str) -> Member:
        try:
            return again(self.personas[persona])
        except KeyError:
            raise AttributeError(persona) from None


def a_world() -> World:
    """A fresh one."""
    company, platform = a_company(), a_platform()
    course = a_course(a_context(company, platform))
    group = a_group(course, mentors=1, mentees=2)
    other = a_group(course, mentors=1, mentees=1)
    elsewhere = a_course(a_context(company, platform, "Another course"))
    abroad = a_course(a_context(a_company("Southwind"), a_platform(), "Another company's"))
    personas = {
        "mentee": group.mentee,
        "other_mentee": other.mentee,
        "mentor": group.mentor,
        "other_mentor": other.mentor,
        "lead": a_lead(course),
        "other_lead": a_lead(elsewhere),
        "stranger": a_lead(abroad),
    }
    return World(course, a_section(course), group.id, other.id, personas)
