"""Following: by default what somebody wrote in, where they are mentioned, and what their mentees begin."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from plugin.database import db, insert_into, new_id
from plugin.discussions.attention.models import Mention, Subscription
from plugin.discussions.models import Post
from plugin.member import Member

ONE_EACH = ["thread_id", "enrolment_id"]


def heard_of(author: Member, post: Post, mentioned: Collection[UUID] = ()) -> None:
    """Whoever will follow because of a post: two statements at most, however many people read it.

    A word that somebody left earlier stands: who does not follow any more is not made to again.
    """
    mentors = author.mentor_ids if post.depth == 1 else frozenset()
    let_follow(post.thread_id, {author.enrolment_id: post.number} if author.enrolment_id else {})
    let_follow(post.thread_id, dict.fromkeys({*mentors, *mentioned} - {author.enrolment_id}, post.number - 1))
    _mention(post, set(mentioned) - {author.enrolment_id})


def follow(member: Member, thread_id: UUID, said: int, *, follows: bool) -> None:
    """Follow a thread from now on, or not any more."""
    db.session.execute(
        insert_into(Subscription)
        .values(id=new_id(), thread_id=thread_id, enrolment_id=member.enrolment_id)
        .values(follows=follows, since=said)
        .on_conflict_do_update(index_elements=ONE_EACH, set_={"follows": follows})
    )


def let_follow(thread_id: UUID, since: dict[UUID, int]) -> None:
    """Let people follow a thread, each from behind a number of its posts, who have not said whether they do."""
    if since:
        rows = [
            {"id": new_id(), "thread_id": thread_id, "enrolment_id": who, "follows": True, "since": number}
            for who, number in since.items()
        ]
        db.session.execute(
            insert_into(Subscription).values(rows).on_conflict_do_nothing(index_elements=ONE_EACH)
        )


def _mention(post: Post, whom: Iterable[UUID]) -> None:
    rows = [{"id": new_id(), "post_id": post.id, "enrolment_id": who} for who in whom]
    if rows:
        db.session.execute(insert_into(Mention).values(rows))
