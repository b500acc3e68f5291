"""Who keeps which answer, as sentences."""

from __future__ import annotations

from plugin.discussions.models import Post
from plugin.discussions.policy import can_read_post, is_by, stands
from plugin.discussions.reusing.models import KeptAnswer
from plugin.discussions.telling import Said
from plugin.member import Member


def can_see_kept_answers(member: Member, *_thing: object) -> bool:
    """Everybody in the course; what there is, is the query's matter, and nobody's but their own."""
    return member.enrolment_id is not None


def can_write_answer(member: Member, *_thing: object) -> bool:
    """Whoever mentors somebody."""
    return member.is_mentor


def can_keep_post(member: Member, post: Post) -> bool:
    """A mentor, of what they wrote themselves, as long as it stands."""
    own = can_read_post(member, post) and is_by(member, post.author_id)
    return member.is_mentor and own and stands(post)


def may_keep_post(member: Member, said: Said) -> bool:
    """The same, of a post as its reader is told of it."""
    return member.is_mentor and is_by(member, said.author_id) and said.stands


def is_theirs(member: Member, answer: KeptAnswer) -> bool:
    """Whoever keeps it, in each of their courses, also when they mentor nobody any more."""
    return answer.person_id == member.person_id
