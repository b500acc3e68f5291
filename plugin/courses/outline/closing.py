"""A closed course takes no forms: asked once by the door for all rooms, and by the pages that draw forms."""

from __future__ import annotations

from sqlalchemy import exists, select

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.member import Member

# What may still be done: to say who one is, to let go of what was not sent or came for, to have read what is new, to take
# back the address of one's calendar and what one lets mentors see, and, for a lead, to open it again.
STILL = {
    "home.describe",
    "drafts.let_go",
    "go.let_go",
    "attention.read_all",
    "calendar.end",
    "pulse.keep_to_myself",
    "outline.reopen",
}


def is_shut(member: Member, endpoint: str) -> bool:
    """Whether the member's course is closed and this is none of what may be done all the same."""
    if member.context_id is None or endpoint in STILL:
        return False
    closed = exists().where(Course.context_id == member.context_id, Course.closed_at.is_not(None))
    return bool(db.session.scalar(select(closed)))
