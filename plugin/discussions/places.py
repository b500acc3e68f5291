"""Where a post is read."""

from __future__ import annotations

from plugin.discussions import queries
from plugin.discussions.models import Post
from plugin.door import url
from plugin.member import Member


def place_of(member: Member, post: Post) -> str:
    """Beside the resource while everything fits on one page, else by itself."""
    thread = queries.thread_of(member, post)
    if thread.posts <= queries.PAGE:
        return url("resources.show", resource_id=thread.resource_id, _anchor=f"post-{post.id}")
    return url("threads.show", post_id=post.id)
