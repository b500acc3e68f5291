"""Who may say what became of advice, as sentences."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.discussions.marks.queries import Answering
from plugin.discussions.policy import can_read_post, is_by, stands
from plugin.discussions.telling import Said
from plugin.member import Member


def can_see_asks(member: Member, course: Course) -> bool:
    """Everybody in the course; which of them they find is the query's matter."""
    return member.enrolment_id is not None


def can_take(member: Member, answering: Answering) -> bool:
    """Whoever asked for advice says what they do with an answer of somebody else's."""
    post = answering.post
    advised = answering.for_advice and is_by(member, answering.asker_id) and not is_by(member, post.author_id)
    return advised and can_read_post(member, post) and post.depth > 1 and stands(post)


def may_take(member: Member, said: Said) -> bool:
    """The same, of a post as its reader is told of it."""
    advised = said.asks and said.asked and not is_by(member, said.author_id)
    return advised and said.depth > 1 and said.stands


def can_answer_again(member: Member, answering: Answering) -> bool:
    """Whoever mentors may say to somebody who asks what they said to another before."""
    post = answering.post
    asked = answering.for_advice and post.depth == 1 and not is_by(member, answering.asker_id)
    return member.is_mentor and asked and can_read_post(member, post) and stands(post)


def may_answer_again(member: Member, said: Said) -> bool:
    """The same, of a post as its reader is told of it."""
    return member.is_mentor and said.asks and said.depth == 1 and not said.asked and said.stands
