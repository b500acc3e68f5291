"""Who may end a share, and who has a list of what was shared with them."""

from __future__ import annotations

from plugin.courses.outline.models import Course
from plugin.courses.resources.models import Share
from plugin.member import Member


def can_end_share(member: Member, share: Share) -> bool:
    """Whoever shared it ends it; leads also end what others shared with a group or with everybody.

    What a mentor shares with one person is a pair's, and no lead's.
    """
    shared_it = share.by_id is not None and share.by_id == member.enrolment_id
    return shared_it or (member.is_lead and share.with_id is None)


def can_read_shared(member: Member, course: Course) -> bool:
    """Everybody in the course has a list of their own."""
    return member.enrolment_id is not None
