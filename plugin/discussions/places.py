"""Where talk is read, and what the thing is called that it is about."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from plugin.dates import day
from plugin.discussions import queries
from plugin.discussions.anchors import Anchor
from plugin.discussions.models import ANCHORS, Post
from plugin.door import url
from plugin.member import Member

ON = f"/on/<any({','.join(ANCHORS)}):kind>/<uuid:thing_id>"  # of an address: the thing that is talked about
PAGES = {
    "resource": ("resources.show", "resource_id"),
    "section": ("sections.show", "section_id"),
    "goal": ("goals.show", "goal_id"),
    "session": ("sessions.show", "session_id"),
    "topic": ("topics.show", "topic_id"),
}


def page_of(anchor: Anchor, **more: Any) -> str:
    """The address of the page on which the talk about a thing stands."""
    endpoint, name = PAGES[anchor.kind]
    return url(endpoint, **{name: anchor.id}, **{"_anchor": "discussion", **more})


def act(endpoint: str, anchor: Anchor) -> str:
    """The address of something that is done about the talk on a thing."""
    return url(endpoint, kind=anchor.kind, thing_id=anchor.id)


def called(anchor: Anchor) -> str:
    """What the thing is called."""
    if anchor.at:
        return str(_("The session of %(day)s", day=day(anchor.at)))
    return anchor.title or str(_("Between the two of us"))


def place_of(member: Member, post: Post) -> str:
    """On the page of its thing while everything fits on one page, else by itself."""
    thread = queries.thread_of(member, post)
    if thread.posts <= queries.PAGE:
        return page_of(Anchor(*thread.hangs_on), _anchor=f"post-{post.id}")
    return url("threads.show", post_id=post.id)
