"""Saying what one does with an answer."""

from __future__ import annotations

from sqlalchemy import case

from plugin import clock
from plugin.database import db, insert_into, new_id
from plugin.discussions.asks.models import TakenAdvice
from plugin.discussions.models import Post
from plugin.member import Member


def take(member: Member, post: Post, what: str, why: str) -> None:
    """Keep it; said again, it is said otherwise, and since when they tried it is kept."""
    now = clock.now()
    said = {"what": what, "why": why, "at": now, "giver_id": post.author_id}
    own = {"id": new_id(), "post_id": post.id, "by_id": member.enrolment_id}
    fresh = insert_into(TakenAdvice).values(**own, **said, trying_since=now if what == "try" else None)
    began = case(
        (TakenAdvice.trying_since.is_(None), fresh.excluded.trying_since), else_=TakenAdvice.trying_since
    )
    db.session.execute(
        fresh.on_conflict_do_update(index_elements=["post_id"], set_={**said, "trying_since": began})
    )
    db.session.expire_all()
