"""Who may rest, hand over and end, as sentences."""

from __future__ import annotations

from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.parting.queries import Together
from plugin.courses.outline.models import Course
from plugin.member import Member


def can_part(member: Member, two: Together) -> bool:
    """Either of the two."""
    return member.enrolment_id in (two.mentor_id, two.mentee_id)


def can_end(member: Member, two: Together) -> bool:
    """Either of a pair. Whoever is together through a group is taken out of it by those who run the course."""
    return can_part(member, two) and two.pair is not None


def can_see_handovers(member: Member, course: Course) -> bool:
    """Everybody in the course, their own."""
    return member.enrolment_id is not None and course.context_id == member.context_id


def can_show_handover(member: Member, handover: Handover) -> bool:
    """Whoever was mentored, and is found by no other: it is about them."""
    return member.enrolment_id is not None
