"""Letting a discussion rest, with a reason, and opening it again."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.care import actions, queries
from plugin.discussions.care.policy import can_lock, can_read_what_was_done
from plugin.discussions.care.schemas import LockForm
from plugin.discussions.places import ON, page_of
from plugin.discussions.queries import Discussion, discussion_of
from plugin.discussions.shown import shown
from plugin.door import allow
from plugin.forms import Form, blank, read, redirect
from plugin.member import Member

pages = Blueprint("care", __name__, url_prefix="/v/<visit>/discussions")


@pages.get(f"{ON}/lock")
@allow(can_lock, load=discussion_of)
def locking(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Why nothing more is to be said."""
    return _locking(discussion, blank())


@pages.post(f"{ON}/lock")
@allow(can_lock, load=discussion_of)
def lock(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Let it be read only from now on."""
    form = read(LockForm)
    if not form.ok:
        return _locking(discussion, form), 422
    assert discussion.thread_id is not None, "the policy lets nobody here before something was said"
    actions.lock(member, discussion.thread_id, form.values["why"])
    return redirect(_back(discussion))


@pages.post(f"{ON}/open")
@allow(can_lock, load=discussion_of)
def open_again(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Let people write in it again."""
    assert discussion.thread_id is not None, "the policy lets nobody here before something was said"
    actions.open_again(member, discussion.thread_id)
    return redirect(_back(discussion))


@pages.get("/done")
@allow(can_read_what_was_done, load=course_here)
def done(member: Member, course: Course) -> ResponseReturnValue:
    """What was done in the course's discussions."""
    number = max(1, min(request.args.get("page", 1, type=int), 10_000))
    return shown("discussions/done.html", done=queries.done_in(member, course, number))


def _locking(discussion: Discussion, form: Form) -> str:
    return shown("discussions/lock.html", discussion=discussion, form=form)


def _back(discussion: Discussion) -> str:
    return page_of(discussion.anchor)
