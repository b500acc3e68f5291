"""Who puts a picture with a post, and who sees it, as sentences."""

from __future__ import annotations

from plugin.courses.resources.models import StoredFile
from plugin.discussions.models import Post
from plugin.discussions.pictures.queries import Placed
from plugin.discussions.policy import can_edit_post
from plugin.member import Member


def can_put_picture(member: Member, post: Post) -> bool:
    """Whoever may change the post's words."""
    return can_edit_post(member, post)


def can_take_away(member: Member, placed: Placed) -> bool:
    """The same."""
    return can_put_picture(member, placed.post)


def can_see_picture(member: Member, picture: StoredFile) -> bool:
    """Whoever finds it."""
    return member.enrolment_id is not None
