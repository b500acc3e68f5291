"""Things to talk about, and what is said about them."""

from __future__ import annotations

from typing import Any

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.resources.models import Resource
from plugin.discussions.actions import reply, start_post
from plugin.discussions.models import Post
from plugin.member import Member
from tests.factories.places import a_section, kept


def something_to_read(course: Course, **said: Any) -> Resource:
    """A link in a section of its own."""
    section = a_section(course)
    made = {"kind": "link", "title": "Feedback that lands", "url": "https://example.org/feedback", **said}
    return kept(Resource(course_id=course.id, section_id=section.id, position=1, made_at=clock.now(), **made))


def a_post(author: Member, about: Resource, words: str = "<p>I tried it.</p>") -> Post:
    return start_post(author, about, words)


def a_reply(author: Member, to: Post, words: str = "<p>So did I.</p>") -> Post:
    return reply(author, to, words)


def a_line(author: Member, about: Resource, deep: int) -> list[Post]:
    """One post, a reply to it, a reply to that, and so on."""
    line = [a_post(author, about)]
    while len(line) < deep:
        line.append(a_reply(author, line[-1]))
    return line
