"""Things that somebody brought and shared."""

from __future__ import annotations

from typing import Any

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.resources.actions import Content, Places, bring_resource
from plugin.courses.resources.models import Resource, Share
from plugin.courses.resources.sharing.actions import share
from plugin.courses.resources.sharing.queries import Whom
from plugin.database import db
from plugin.member import Member
from tests.factories.people import again


def something(by: Member, **said: Any) -> Resource:
    """A link that somebody brought, in no section, and that nobody was given yet."""
    course: Course = course_here(again(by))
    made: dict[str, Any] = {"kind": "link", "title": "A talk on listening", "url": "https://example.org/talk"}
    return bring_resource(course, Content(**(made | said)), by=by, places=Places())


def given(by: Member, whom: Whom, note: str = "", **said: Any) -> Share:
    """The same, shared with somebody."""
    return share(again(by), something(by, **said), whom, note)


def a_gift(by: Member, whom: Whom, **said: Any) -> Resource:
    """The thing that was shared."""
    return db.session.get_one(Resource, given(by, whom, **said).resource_id)
