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
from plugin.discussions.queries import Page, discussion_of, post_for
from plugin.discussions.reading import views as reading
from plugin.discussions.shown import shown
from plugin.errors import NotHere
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
    posts, moved = _page(member, discussion.thread_id, order, after)
    pinned = pinned_in(member, discussion.thread_id) if discussion.thread_id and discussion.pinned else []
    reading.note(member, discussion, (*posts.above, *posts.posts))
    drawn = shown(
        "discussions/_beside.html",
        discussion=discussion,
        posts=posts,
        laid=branches(posts),
        after=None if moved else after,
        moved=moved,
        order=order,
        pinned=pinned,
        may_lock=can_lock(member, discussion),
    )
    say = "" if discussion.locked_at or discussion.muted else "#say"
    return Filled(Markup(drawn), say)  # noqa: S704  # a template drew it, and escaped what it was given


def _page(member: Member, thread_id: UUID | None, order: str, after: UUID | None) -> tuple[Page, bool]:
    """A page, and whether it begins anew because the post behind which it should begin was moved elsewhere."""
    if thread_id is None:
        return Page(), False
    try:
        return ordered(member, thread_id, order, after), False
    except NotHere:
        if after is None or post_for(member, after).thread_id == thread_id:
            raise
        return ordered(member, thread_id, order), True
