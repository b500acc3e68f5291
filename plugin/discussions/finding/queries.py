"""Looking for what was said: posts and topics that the viewer reads, and nothing of any other."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.discussions.anchors import HANGS_ON, Anchor, anchor_in, hung, in_sight
from plugin.discussions.finding.models import SaidWords
from plugin.discussions.models import Post, Thread
from plugin.discussions.telling import Said, as_said, is_there, told_to
from plugin.discussions.topics.models import Topic
from plugin.discussions.topics.queries import within_reach
from plugin.member import Member
from plugin.search import Excerpt, excerpt, holds, terms
from plugin.text import plain

PAGE = 20
TOPICS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A post that was found, on what, and the words around what was looked for."""

    said: Said
    anchor: Anchor
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of posts, the latest first, and before them the topics that are called so."""

    topics: tuple[tuple[UUID, str], ...] = ()
    posts: tuple[Found, ...] = ()
    page: int = 1
    more: bool = False


def found_by(viewer: Member, course: Course, asked: str, page: int = 1) -> Findings:
    """What holds every word that is asked for, or longer ones that begin so: three statements at most."""
    looked_for = terms(asked)
    if not looked_for:
        return Findings()
    here = holds(SaidWords, course.id, looked_for)
    wanted = select(Post.id, *HANGS_ON).join(Thread, Thread.id == Post.thread_id)
    rows = db.session.execute(
        hung(wanted.join(SaidWords, SaidWords.post_id == Post.id))
        .where(here, *in_sight(viewer), is_there(Post), Post.emptied_at.is_(None))
        .order_by(Post.made_at.desc(), Post.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    said = _told(viewer, [row.id for row in rows[:PAGE]])
    posts = tuple(
        Found(said[row.id], anchor_in(row), _around(said[row.id], looked_for))
        for row in rows[:PAGE]
        if row.id in said
    )
    topics = _topics(viewer, here) if page == 1 else ()
    return Findings(topics, posts, page, len(rows) > PAGE)


def _told(viewer: Member, post_ids: list[UUID]) -> dict[UUID, Said]:
    if not post_ids:
        return {}
    rows = db.session.execute(told_to(viewer).where(Post.id.in_(post_ids), is_there(Post)))
    return {row.id: as_said(row) for row in rows}


def _around(said: Said, looked_for: tuple[str, ...]) -> Excerpt:
    """Around its words where one of them was looked for, else the passage that it is about, or what a picture shows."""
    held = (plain(said.words), said.quote, *(picture.shows for picture in said.pictures))
    excerpts = [excerpt(words, looked_for) for words in held]
    return next((one for one in excerpts if any(found for _words, found in one.pieces)), excerpts[0])


def _topics(viewer: Member, here: ColumnElement[bool]) -> tuple[tuple[UUID, str], ...]:
    wanted = select(Topic.id, Topic.title).join(SaidWords, SaidWords.topic_id == Topic.id).where(here)
    latest = within_reach(viewer, wanted).order_by(Topic.made_at.desc(), Topic.id.desc())
    return tuple((row.id, row.title) for row in db.session.execute(latest.limit(TOPICS)))
