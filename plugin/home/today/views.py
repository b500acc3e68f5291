"""The page of Today, and what is done on it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.promises.actions import finish_action
from plugin.courses.sessions.promises.policy import can_finish_action
from plugin.courses.sessions.promises.queries import action_for
from plugin.courses.sessions.promises.seen import Promise
from plugin.courses.sessions.schemas import MODES
from plugin.discussions.actions import reply
from plugin.discussions.models import Post
from plugin.discussions.policy import can_reply
from plugin.discussions.queries import discussion_around, post_for
from plugin.discussions.schemas import PostForm
from plugin.discussions.shown import shown
from plugin.discussions.speaking import given_back, heard, said_with, stage_of
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, read, redirect
from plugin.home.today import actions, queries
from plugin.home.today.items import Item
from plugin.home.today.policy import can_put_off, can_see_today
from plugin.home.today.schemas import LaterForm, NotNeededForm
from plugin.member import Member

pages = Blueprint("today", __name__, url_prefix="/v/<visit>/today")
ITEM = "/<kind>/<uuid:thing_id>"


def item_here(viewer: Member, kind: str, thing_id: UUID) -> Item:
    """One thing that waits for the viewer in their course. Raises NotHere for any other."""
    return queries.item_for(viewer, kind, thing_id, course_here(viewer))


@pages.get("/")
@allow(can_see_today, load=course_here)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """What waits, the first thing open."""
    return _show(member, course, blank(), request.args.get("opened", ""))


@pages.post("/reply/<uuid:post_id>")
@allow(can_reply, load=post_for)
def answer(member: Member, post: Post) -> ResponseReturnValue:
    """Answer a post, and go on with the next thing."""
    form = heard(member, read(PostForm), stage_of(discussion_around(member, post)))
    if form.ok:
        try:
            reply(member, post, form.values["words"], **said_with(form))
            return redirect(url("today.show", said="answered"))
        except Invalid as fault:
            form = form.refused(fault)
    return given_back(_show(member, course_here(member), form, f"post:{post.id}"), form)


@pages.post("/promises/<uuid:action_id>")
@allow(can_finish_action, load=action_for)
def kept(member: Member, promise: Promise) -> ResponseReturnValue:
    """A promise is kept."""
    finish_action(member, promise, done=True)
    return redirect(url("today.show", said="kept"))


@pages.post(f"{ITEM}/later")
@allow(can_put_off, load=item_here)
def later(member: Member, item: Item) -> ResponseReturnValue:
    """Not today: tomorrow, or on a day of one's own."""
    form = read(LaterForm)
    if not form.ok:
        return _show(member, course_here(member), form, item.key), 422
    tomorrow = clock.today(member.zone) + timedelta(days=1)
    try:
        actions.put_off(member, item, form.values["until"] or tomorrow)
    except Invalid as fault:
        return _show(member, course_here(member), form.refused(fault), item.key), 422
    return redirect(url("today.show", said="later"))


@pages.post(f"{ITEM}/not-needed")
@allow(can_put_off, load=item_here)
def not_needed(member: Member, item: Item) -> ResponseReturnValue:
    """Nothing needs to be done, because."""
    form = read(NotNeededForm)
    if not form.ok:
        return _show(member, course_here(member), form, item.key), 422
    actions.put_off(member, item, None, form.values["because"])
    return redirect(url("today.show", said="not-needed"))


@pages.post(f"{ITEM}/read")
@allow(can_put_off, load=item_here)
def seen(member: Member, item: Item) -> ResponseReturnValue:
    """Read, and no more to do."""
    actions.put_off(member, item, None)
    return redirect(url("today.show", said="read"))


@pages.post(f"{ITEM}/again")
@allow(can_put_off, load=item_here)
def again(member: Member, item: Item) -> ResponseReturnValue:
    """It waits again."""
    actions.take_up(member, item)
    return redirect(url("today.show"))


def _show(member: Member, course: Course, form: Form, opened: str) -> str:
    seen_today = queries.today_of(member, course)
    first = seen_today.shown[0].key if seen_today.shown else ""
    known = {item.key for item in seen_today.shown}
    return shown(
        "today/show.html",
        queue=seen_today,
        opened=opened if opened in known else first,
        chosen=opened in known,
        form=form,
        course=course,
        modes=MODES,
        today=clock.today(member.zone),
        said=request.args.get("said", ""),
    )
