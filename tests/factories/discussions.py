"""Things to talk about, and what is said about them."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.resources.models import Resource
from plugin.database import db
from plugin.discussions.actions import reply, start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.models import Post
from plugin.discussions.pictures.actions import put
from plugin.discussions.pictures.drawing import Drawn, drawn_anew
from plugin.discussions.pictures.models import PostPicture
from plugin.discussions.topics.actions import bring_up
from plugin.discussions.topics.models import Topic
from plugin.member import Member
from tests.factories.files import picture
from tests.factories.places import a_section, kept


def something_to_read(course: Course, **said: Any) -> Resource:
    """A link, in a section of its own unless told in which."""
    made = {"kind": "link", "title": "Feedback that lands", "url": "https://example.org/feedback", **said}
    if "section_id" not in made:
        made["section_id"] = a_section(course).id
    return kept(Resource(course_id=course.id, position=1, made_at=clock.now(), **made))


def a_post(author: Member, about: Any, words: str = "<p>I tried it.</p>", *, asks: bool = False) -> Post:
    """Something said on a resource, a section, a goal, a session or a topic; or asked there."""
    return start_post(author, anchor_of(about), words, asks=asks)


def a_topic(member: Member, title: str = "A day for all of us", *, group_id: UUID | None = None) -> Topic:
    """Brought up by somebody, with a first post."""
    topic = bring_up(member, course_here(member), title, group_id)
    a_post(member, topic)
    return topic


def a_reply(author: Member, to: Post, words: str = "<p>So did I.</p>") -> Post:
    return reply(author, to, words)


def pictured(author: Member, post: Post, shows: str = "A board with three notes") -> Post:
    """The post with a picture, drawn as an upload is."""
    source = io.BytesIO(picture("PNG", (40, 30)))
    drawn = drawn_anew(author, source, "board.png", len(source.getvalue()), "")
    assert isinstance(drawn, Drawn)
    put(author, post, drawn, shows)
    return post


def pictures_at(post: Post) -> str:
    """Where its author puts pictures with a post."""
    return f"/discussions/posts/{post.id}/picture"


def picture_at(post: Post, number: int = 1) -> str:
    """Where one of them is shown."""
    wanted = select(PostPicture.id).where(PostPicture.post_id == post.id, PostPicture.number == number)
    return f"{pictures_at(post)}/{db.session.scalars(wanted).one()}"


def a_line(author: Member, about: Resource, deep: int) -> list[Post]:
    """One post, a reply to it, a reply to that, and so on."""
    line = [a_post(author, about)]
    while len(line) < deep:
        line.append(a_reply(author, line[-1]))
    return line
