"""Who may do what with a course and its sections."""

from __future__ import annotations

from typing import Any

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import Stop
from plugin.member import Member

ANSWERED = ("assessment", "reflection")
READ = ("resources", "text")


def can_open_course(member: Member, *_thing: Any) -> bool:
    """Leads open the mentoring course of their LMS course."""
    return member.is_lead and member.enrolment_id is not None


def can_see_course(member: Member, course: Course) -> bool:
    """Everybody enrolled sees the course of their own LMS course."""
    return member.enrolment_id is not None and course.context_id == member.context_id


def can_read_section(member: Member, stop: Stop) -> bool:
    """Everybody enrolled reads every section, those ahead too."""
    return member.enrolment_id is not None


def can_finish(member: Member, stop: Stop) -> bool:
    """A mentee says of an open section that they are done with it, or not after all, where nothing else settles it.

    A goal is written, a session is logged, questions are answered: those sections settle themselves.
    """
    return member.is_mentee and stop.is_open and settled_by_hand(stop)


def settled_by_hand(stop: Stop) -> bool:
    """Only its reader knows when it is done."""
    kind = stop.section.kind
    return kind in READ or (kind in ANSWERED and not stop.section.asks)


def follows_mentees(member: Member) -> bool:
    """Leads and mentors see how many of their mentees are done."""
    return member.is_lead or member.is_mentor
