"""Who keeps questions and tells stories, as sentences."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.courses.sessions.policy import can_log_session
from plugin.courses.sessions.questions.models import OwnQuestion
from plugin.member import Member


def can_see_questions(member: Member, course: Course) -> bool:
    """Whoever meets somebody."""
    return can_log_session(member, course)


def can_tell_story(member: Member, course: Course) -> bool:
    """Whoever mentors somebody."""
    return can_see_questions(member, course) and member.is_mentor


def can_drop_question(member: Member, question: OwnQuestion) -> bool:
    """Whoever keeps it."""
    return question.owner_id == member.enrolment_id
