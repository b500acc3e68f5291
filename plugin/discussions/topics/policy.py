"""Who may bring up what, and with whom, as sentences."""

from __future__ import annotations

from uuid import UUID

from plugin.courses.outline.models import Course
from plugin.discussions.models import Post
from plugin.discussions.queries import Discussion
from plugin.discussions.telling import Said
from plugin.discussions.topics.models import Topic
from plugin.member import Member


def can_read_topics(member: Member, course: Course) -> bool:
    """Everybody in the course; which topics they find is the query's matter."""
    return member.enrolment_id is not None


def can_bring_up(member: Member, course: Course) -> bool:
    """Everybody in the course, with everybody or with a group of their own."""
    return member.enrolment_id is not None


def can_ask_leads(member: Member, course: Course) -> bool:
    """Everybody in the course who does not run it."""
    return member.enrolment_id is not None and not member.is_lead


def can_read_topic(member: Member, topic: Topic) -> bool:
    """Whoever finds it."""
    return member.enrolment_id is not None


def can_rename_topic(member: Member, topic: Topic) -> bool:
    """Whoever began it, and whoever looks after it: leads in the course, mentors in their group."""
    own = topic.begun_by_id is not None and topic.begun_by_id == member.enrolment_id
    looks_after = topic.group_id in member.mentored_group_ids if topic.group_id else member.is_lead
    return topic.mentee_id is None and (own or looks_after)


def can_answer_alone(member: Member, post: Post) -> bool:
    """A mentee answers their mentors of now between the two of them, a mentor their mentees; nobody else does."""
    return post.taken_back_at is None and _are_a_pair(member, post.author_id)


def may_answer_alone(member: Member, discussion: Discussion, said: Said) -> bool:
    """The same, of a post as its reader is told of it, where the talk is not theirs alone already."""
    of_two = discussion.anchor.kind == "topic" and discussion.anchor.mentee_id is not None
    return not (of_two or said.taken_back) and _are_a_pair(member, said.author_id)


def _are_a_pair(member: Member, other_id: UUID | None) -> bool:
    return other_id is not None and (other_id in member.mentor_ids or member.mentors(other_id))
