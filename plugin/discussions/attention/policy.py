"""Who is told what, as sentences."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.discussions.policy import can_ask
from plugin.discussions.queries import Discussion
from plugin.member import Member


def can_hear_news(member: Member, course: Course) -> bool:
    """Everybody in the course, of what they follow themselves."""
    return member.enrolment_id is not None


def can_follow(member: Member, discussion: Discussion) -> bool:
    """Whoever reads it, once something was said."""
    return can_ask(member, discussion) and discussion.thread_id is not None


def can_call(member: Member, discussion: Discussion) -> bool:
    """Whoever writes there finds the names of those who read it."""
    return can_ask(member, discussion)


def can_see_what_waits(member: Member, course: Course) -> bool:
    """Mentors, of their mentees' posts."""
    return member.is_mentor
