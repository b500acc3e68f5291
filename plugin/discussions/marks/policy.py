"""Who may say what of a post, as sentences. A discussion that is closed takes no more words; these are none."""

from __future__ import annotations

from plugin.discussions.marks.queries import Answering
from plugin.discussions.models import Post
from plugin.discussions.policy import can_read_post, is_by, stands
from plugin.discussions.queries import Discussion
from plugin.discussions.telling import Said
from plugin.member import Member


def can_say_it_helped(member: Member, post: Post) -> bool:
    """Whoever reads a post that stands, and did not write it."""
    return can_read_post(member, post) and stands(post) and not is_by(member, post.author_id)


def can_mark_answer(member: Member, answering: Answering) -> bool:
    """Whoever asked, mentors and leads say which reply is the answer."""
    post = answering.post
    asked = is_by(member, answering.asker_id)
    return (
        can_read_post(member, post) and post.depth > 1 and stands(post) and (asked or _knows_better(member))
    )


def may_say_it_helped(member: Member, said: Said) -> bool:
    """The same, of a post as its reader is told of it."""
    return said.stands and not is_by(member, said.author_id)


def may_mark_answer(member: Member, said: Said) -> bool:
    """The same, of a post as its reader is told of it."""
    return said.depth > 1 and said.stands and (said.asked or _knows_better(member))


def is_new(member: Member, discussion: Discussion, said: Said) -> bool:
    """Somebody else said it since the reader was here, and it stands."""
    behind = discussion.read_to is not None and said.number > discussion.read_to
    return behind and said.stands and not is_by(member, said.author_id)


def _knows_better(member: Member) -> bool:
    return member.is_lead or member.is_mentor
