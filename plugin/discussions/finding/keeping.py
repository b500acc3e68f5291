"""Keeping what is found by as it is said, changed and taken away."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import exists, select

from plugin import search
from plugin.database import db
from plugin.discussions.finding.models import SaidWords
from plugin.discussions.models import Post, Thread
from plugin.discussions.pictures.models import PostPicture
from plugin.discussions.topics.models import Topic
from plugin.jobs.tasks import every, job, soon
from plugin.text import plain

AT_ONCE = 500


def keep_post(post: Post) -> None:
    """Let a post be found by its words, and by the passage that it is about, and by what its pictures show."""
    course_id = select(Thread.course_id).where(Thread.id == post.thread_id).scalar_subquery()
    pictures = select(PostPicture.shows).where(PostPicture.post_id == post.id).order_by(PostPicture.number)
    shown = db.session.scalars(pictures).all() if post.pictures else ()
    search.keep(SaidWords, course_id, " ".join((plain(post.words), post.quote, *shown)), post_id=post.id)


def keep_topic(topic: Topic) -> None:
    """Let a topic be found by its title."""
    search.keep(SaidWords, topic.course_id, topic.title, topic_id=topic.id)


def forget_posts(post_ids: Collection[UUID]) -> None:
    """Let posts be found no more whose words are gone; soon they are gone from the files too."""
    if post_ids:
        search.forget(SaidWords, SaidWords.post_id.in_(post_ids))
        soon(tidied)


@every(hours=1)
@job("finding.tidy")
def tidied() -> str:
    """Let words be found that are not yet (a version before this one kept none), and take those out of the files that
    nobody finds any more."""
    return search.tidied(SaidWords, _catch_up)


def _catch_up() -> int:
    """Some of them: writers wait for no more than that."""
    posts = db.session.scalars(
        select(Post)
        .where(Post.emptied_at.is_(None), ~exists().where(SaidWords.post_id == Post.id))
        .order_by(Post.id)
        .limit(AT_ONCE)
    ).all()
    for post in posts:
        keep_post(post)
    kept = exists().where(SaidWords.topic_id == Topic.id)
    topics = db.session.scalars(select(Topic).where(Topic.title != "", ~kept).limit(AT_ONCE)).all()
    for topic in topics:
        keep_topic(topic)
    return len(posts) + len(topics)
