"""What happens in a discussion: somebody asks, somebody answers, somebody puts their own words right."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import exists, select, update

from plugin import clock
from plugin.database import QUIET, db, insert_into, new_id
from plugin.discussions.anchors import KINDS, Anchor
from plugin.discussions.attention.following import heard_of
from plugin.discussions.finding.keeping import keep_post
from plugin.discussions.models import DEEPEST, Post, PostVersion, Thread
from plugin.discussions.spots import NOWHERE, Spot
from plugin.discussions.telling import DIGITS, is_there
from plugin.errors import Conflict, Invalid
from plugin.member import Member
from plugin.notices.actions import note

MOST = 10**DIGITS - 1  # posts beside one another


def start_post(
    author: Member,
    about: Anchor,
    words: str,
    *,
    unnamed: bool = False,
    mentioned: Collection[UUID] = (),
    spot: Spot = NOWHERE,
    asks: bool = False,
) -> Post:
    """A new post at the end of what is said on a thing; the thread is made with the first one. `asks`: for advice."""
    now = clock.now()
    counted = _count_top(about, now)
    if counted is None:
        make_thread(about)
        counted = _count_top(about, now)
    if counted is None:  # the thread is there, made by us or by somebody at the same moment
        raise Invalid(_locked())
    post = Post(
        thread_id=counted.id,
        number=counted.said,
        depth=1,
        path=step(counted.branches),
        unnamed=unnamed,
        asked_at=now if asks else None,
        quote=spot.quote,
        page=spot.page,
        second=spot.second,
        about_id=spot.post_id,
    )
    return _posted(post, author, words, now, mentioned)


def reply(
    author: Member, post: Post, words: str, *, unnamed: bool = False, mentioned: Collection[UUID] = ()
) -> Post:
    """An answer to a post, behind the answers that it has."""
    if post.depth >= DEEPEST:
        raise Invalid(
            _(
                "This exchange is %(most)s replies deep, and no page shows more. Please start a new post.",
                most=DEEPEST,
            ),
            "words",
        )
    now = clock.now()
    # The row is locked from here to the commit: a reply at the same moment waits and gets the next number.
    place = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.thread_id == post.thread_id, is_there(Post))
        .values(branches=Post.branches + 1)
        .returning(Post.branches, Post.path),
        execution_options=QUIET,
    ).first()
    if place is None:
        raise Invalid(_why_not(post))
    number = db.session.scalar(
        update(Thread)
        .where(Thread.id == post.thread_id, Thread.locked_at.is_(None))
        .values(posts=Thread.posts + 1, said=Thread.said + 1, last_at=now)
        .returning(Thread.said),
        execution_options=QUIET,
    )
    if number is None:
        # the branch is still held by us alone, so its number can go back
        db.session.execute(
            update(Post).where(Post.id == post.id).values(branches=Post.branches - 1),
            execution_options=QUIET,
        )
        raise Invalid(_locked())
    answer = Post(
        thread_id=post.thread_id,
        parent_id=post.id,
        number=number,
        depth=post.depth + 1,
        path=place.path + step(place.branches),
        unnamed=unnamed,
    )
    return _posted(answer, author, words, now, mentioned)


def edit_post(author: Member, post: Post, version: int | None, words: str) -> None:
    """Put one's own words right. Raises Conflict when they have been changed since `version` was read."""
    unlocked = exists().where(Thread.id == Post.thread_id, Thread.locked_at.is_(None))
    before = PostVersion(
        post_id=post.id,
        version=post.version,
        by_id=post.author_id,
        words=post.words,
        at=post.edited_at or post.made_at,
    )
    changed = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.author_id == author.enrolment_id, Post.version == version, unlocked)
        .values(words=words, edited_at=clock.now(), version=Post.version + 1)
        .returning(Post.id),
        execution_options=QUIET,
    ).first()
    db.session.refresh(post)
    if changed is None and not db.session.scalar(select(unlocked).where(Post.id == post.id)):
        raise Invalid(_locked())
    if changed is None:
        raise Conflict({"words": post.words}, post.version)
    db.session.add(before)
    db.session.flush()
    keep_post(post)


def _count_top(about: Anchor, now: datetime) -> Any:
    """Take the next place among a thread's top-level posts; the thread's row is locked until the commit."""
    return db.session.execute(
        update(Thread)
        .where(KINDS[about.kind].hangs == about.id, Thread.locked_at.is_(None))
        .values(branches=Thread.branches + 1, posts=Thread.posts + 1, said=Thread.said + 1, last_at=now)
        .returning(Thread.id, Thread.branches, Thread.said),
        execution_options=QUIET,
    ).first()


def make_thread(about: Anchor) -> None:
    """Make the thread unless somebody else makes it right now; the loser of that race waits and finds it."""
    db.session.execute(
        insert_into(Thread)
        .values({"id": new_id(), "course_id": about.course_id, f"{about.kind}_id": about.id})
        .values(branches=0, posts=0, said=0, locked_why="")
        .on_conflict_do_nothing(index_elements=[f"{about.kind}_id"])
    )


def _locked() -> str:
    return str(_("This discussion was closed, so nothing can be added to it now. Your words are kept here."))


def _why_not(post: Post) -> str:
    stands = db.session.scalar(select(Post.id).where(Post.id == post.id, is_there(Post)))
    if stands:
        return str(
            _("This was moved meanwhile. Please open it anew and send it again: your words are kept here.")
        )
    return str(_("This was taken away meanwhile, so nothing can be said to it. Your words are kept here."))


def step(branch: int) -> str:
    """One level of a path. Raises Invalid beyond MOST."""
    if not 1 <= branch <= MOST:
        raise Invalid(_("There is no room for another reply here. Please start a new post."), "words")
    return f"{branch:0{DIGITS}}"


def _posted(post: Post, author: Member, words: str, now: datetime, mentioned: Collection[UUID]) -> Post:
    post.author_id = author.enrolment_id
    post.words = words
    post.made_at = now
    db.session.add(post)
    db.session.flush()
    keep_post(post)
    heard_of(author, post, mentioned)
    note(author.context_id, "post", post.id)
    return post
