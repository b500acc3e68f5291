"""Who may say what beside a resource, as sentences."""

from __future__ import annotations

from uuid import UUID

from plugin.discussions.models import DEEPEST, Post
from plugin.discussions.queries import Discussion
from plugin.member import Member


def can_ask(member: Member, discussion: Discussion) -> bool:
    """Whoever sees the resource may ask or comment beside it, where its section is one to talk about."""
    return member.enrolment_id is not None and discussion.open_to_talk


def can_read_post(member: Member, post: Post) -> bool:
    """Whoever sees the resource reads what is said beside it."""
    return member.enrolment_id is not None


def can_reply(member: Member, post: Post) -> bool:
    """Whoever reads a post may answer it."""
    return can_read_post(member, post)


def can_edit_post(member: Member, post: Post) -> bool:
    """Its author alone, as long as it is there: nobody else puts words into somebody's mouth.

    While it waits to be looked at they may mend it; once it is put away they may not.
    """
    there = post.taken_back_at is None and post.emptied_at is None and post.hidden != "put away"
    return is_by(member, post.author_id) and there


def can_take_back(member: Member, post: Post) -> bool:
    """Whoever wrote it."""
    return is_by(member, post.author_id)


def can_put_back(member: Member, post: Post) -> bool:
    """Whoever wrote it, and took it back."""
    return is_by(member, post.author_id) and post.taken_back_at is not None


def can_empty(member: Member, post: Post) -> bool:
    """Whoever wrote it, once."""
    return is_by(member, post.author_id) and post.emptied_at is None


def can_leave_out_name(member: Member, discussion: Discussion) -> bool:
    """Mentees may, where their course allows it. A mentor's or a lead's word stands with their name."""
    return may_leave_out_name(member, discussion.anonymous)


def may_leave_out_name(member: Member, anonymous: bool) -> bool:
    """The same where no discussion has begun yet; `anonymous` is what the course allows."""
    return anonymous and member.is_mentee and not (member.is_mentor or member.is_lead)


def stands(post: Post) -> bool:
    """It can be read, words and all."""
    return post.taken_back_at is None and post.emptied_at is None and post.hidden is None


def is_by(member: Member, author_id: UUID | None) -> bool:
    """The member wrote it. A post whose author was erased is nobody's."""
    return author_id is not None and author_id == member.enrolment_id


def has_room_below(depth: int) -> bool:
    """Replies hang under posts down to the deepest level that is kept."""
    return depth < DEEPEST
