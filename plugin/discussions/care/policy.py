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
    """Leads look after what they see. What stands in a mentee's own section is read by no lead: there their mentors do."""
    return member.is_lead or (
        discussion.mentee_id is not None
        and member.mentors(discussion.mentee_id)
        and not (discussion.audience.everybody or discussion.audience.groups)
    )
