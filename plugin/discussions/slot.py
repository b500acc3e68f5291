"""The discussion as a part of another page: it stands with the thing that it is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from markupsafe import Markup

from plugin.discussions.anchors import anchor_of
from plugin.discussions.branches import branches
from plugin.discussions.care.policy import can_lock
from plugin.discussions.orders import order_in, ordered, pinned_in
from plugin.discussions.queries import Page, discussion_of
from plugin.discussions.reading import views as reading
from plugin.discussions.shown import shown
from plugin.member import Member
from plugin.slots import NOTHING, Filled


def beside(member: Member, thing: Any) -> Filled:
    """What is said about a thing, a page of it, with a place to ask or comment; nothing where talk is off."""
    about = anchor_of(thing)
    discussion = discussion_of(member, about.kind, about.id)
    if not discussion.open_to_talk:
        return NOTHING
    after = request.args.get("after", type=UUID)
    order = order_in(request.args.get("order"))
    posts = ordered(member, discussion.thread_id, order, after) if discussion.thread_id else Page()
    pinned = pinned_in(member, discussion.thread_id) if discussion.thread_id and discussion.pinned else []
    reading.note(member, discussion, (*posts.above, *posts.posts))
    drawn = shown(
        "discussions/_beside.html",
        discussion=discussion,
        posts=posts,
        laid=branches(posts),
        after=after,
        order=order,
        pinned=pinned,
        may_lock=can_lock(member, discussion),
    )
    say = "" if discussion.locked_at or discussion.muted else "#say"
    return Filled(Markup(drawn), say)  # noqa: S704  # a template drew it, and escaped what it was given
