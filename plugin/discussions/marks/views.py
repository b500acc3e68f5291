"""Saying that a post helped, and that it is the answer, and not saying so any more."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.discussions.marks import actions
from plugin.discussions.marks.policy import can_mark_answer, can_say_it_helped
from plugin.discussions.marks.queries import Answering, answering
from plugin.discussions.models import Post
from plugin.discussions.places import place_of
from plugin.discussions.queries import post_for
from plugin.door import allow
from plugin.forms import redirect
from plugin.member import Member

pages = Blueprint("marks", __name__, url_prefix="/v/<visit>/discussions/posts")


@pages.post("/<uuid:post_id>/helped")
@allow(can_say_it_helped, load=post_for)
def helped(member: Member, post: Post) -> ResponseReturnValue:
    """It helped."""
    actions.helped(member, post)
    return redirect(place_of(member, post))


@pages.post("/<uuid:post_id>/helped-not")
@allow(can_say_it_helped, load=post_for)
def helped_not(member: Member, post: Post) -> ResponseReturnValue:
    """It did not, after all."""
    actions.helped_not(member, post)
    return redirect(place_of(member, post))


@pages.post("/<uuid:post_id>/answers")
@allow(can_mark_answer, load=answering)
def answers(member: Member, replying: Answering) -> ResponseReturnValue:
    """It is the answer."""
    actions.answers(member, replying.post)
    return redirect(place_of(member, replying.post))


@pages.post("/<uuid:post_id>/answers-not")
@allow(can_mark_answer, load=answering)
def answers_not(member: Member, replying: Answering) -> ResponseReturnValue:
    """It is not, after all."""
    actions.answers_not(replying.post)
    return redirect(place_of(member, replying.post))
