"""Who looks after a discussion, as sentences."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.discussions.queries import Discussion
from plugin.member import Member


def can_lock(member: Member, discussion: Discussion) -> bool:
    """Whoever looks after it, once something was said."""
    return discussion.thread_id is not None and discussion.open_to_talk and looks_after(member, discussion)


def can_read_what_was_done(member: Member, course: Course) -> bool:
    """Leads, each as far as they see the discussions."""
    return member.is_lead


def looks_after(member: Member, discussion: Discussion) -> bool:
    """Leads look after what they see. What is one mentee's their mentors look after, what is a group's its mentors."""
    return member.is_lead or _mentors_there(member, discussion)


def _mentors_there(member: Member, discussion: Discussion) -> bool:
    anchor, audience = discussion.anchor, discussion.audience
    if audience.everybody or len(audience.groups) > 1:
        return False  # it came to others too
    if anchor.mentee_id:
        return member.mentors(anchor.mentee_id) and not audience.groups
    return anchor.group_id in member.mentored_group_ids
