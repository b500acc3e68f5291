"""Letting a discussion rest, with a reason, and opening it again; what stands above it; what was done."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.care import actions, queries
from plugin.discussions.care.policy import can_lock, can_pin, can_read_what_was_done
from plugin.discussions.care.schemas import WhyForm
from plugin.discussions.models import Post
from plugin.discussions.places import ON, page_of, place_of
from plugin.discussions.queries import Discussion, discussion_around, discussion_of, post_for
from plugin.discussions.shown import shown
from plugin.door import allow
from plugin.forms import Form, asked_page, blank, read, redirect
from plugin.member import Member

pages = Blueprint("care", __name__, url_prefix="/v/<visit>/discussions")


def pinning(viewer: Member, post_id: UUID) -> tuple[Post, Discussion]:
    """A post with the talk that it stands in. Raises NotHere for any other."""
    post = post_for(viewer, post_id)
    return post, discussion_around(viewer, post)


@pages.get(f"{ON}/lock")
@allow(can_lock, load=discussion_of)
def locking(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Why nothing more is to be said."""
    return _locking(discussion, blank())


@pages.post(f"{ON}/lock")
@allow(can_lock, load=discussion_of)
def lock(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Let it be read only from now on."""
    form = read(WhyForm)
    if not form.ok:
        return _locking(discussion, form), 422
    assert discussion.thread_id is not None, "the policy lets nobody here before something was said"
    actions.lock(member, discussion.thread_id, form.values["why"])
    return redirect(page_of(discussion.anchor))


@pages.post(f"{ON}/open")
@allow(can_lock, load=discussion_of)
def open_again(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Let people write in it again."""
    assert discussion.thread_id is not None, "the policy lets nobody here before something was said"
    actions.open_again(member, discussion.thread_id)
    return redirect(page_of(discussion.anchor))


@pages.post("/posts/<uuid:post_id>/pin")
@allow(can_pin, load=pinning)
def pin(member: Member, found: tuple[Post, Discussion]) -> ResponseReturnValue:
    """Let it stand above its thread."""
    actions.pin(member, found[0])
    return redirect(page_of(found[1].anchor))


@pages.post("/posts/<uuid:post_id>/unpin")
@allow(can_pin, load=pinning)
def unpin(member: Member, found: tuple[Post, Discussion]) -> ResponseReturnValue:
    """Let it stand in its place alone."""
    actions.unpin(member, found[0])
    return redirect(place_of(member, found[0]))


@pages.get("/done")
@allow(can_read_what_was_done, load=course_here)
def done(member: Member, course: Course) -> ResponseReturnValue:
    """What was done in the course's discussions."""
    number = asked_page()
    return shown("discussions/done.html", done=queries.done_in(member, course, number))


def _locking(discussion: Discussion, form: Form) -> str:
    return shown("discussions/lock.html", discussion=discussion, form=form)
