"""Answering somebody between the two of you: from any post of a mentee of yours, or of a mentor."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.discussions.actions import start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.models import Post
from plugin.discussions.places import page_of
from plugin.discussions.queries import as_told, discussion_around, post_for, thread_of
from plugin.discussions.schemas import PostForm
from plugin.discussions.shown import shown
from plugin.discussions.speaking import Stage, given_back, heard
from plugin.discussions.spots import Spot
from plugin.discussions.topics.actions import between
from plugin.discussions.topics.policy import can_answer_alone
from plugin.door import allow
from plugin.errors import Invalid
from plugin.forms import Form, blank, read, redirect
from plugin.member import Member
from plugin.people.audience import Reach
from plugin.people.models import Enrolment

pages = Blueprint("alone", __name__, url_prefix="/v/<visit>/discussions/posts")


@pages.get("/<uuid:post_id>/alone")
@allow(can_answer_alone, load=post_for)
def turning(member: Member, post: Post) -> ResponseReturnValue:
    """The post, and a place to say something about it that nobody else reads."""
    return _turning(member, post, blank())


@pages.post("/<uuid:post_id>/alone")
@allow(can_answer_alone, load=post_for)
def answer(member: Member, post: Post) -> ResponseReturnValue:
    """Say it, in the one talk that the two have to themselves."""
    # between two nobody is muted
    form = heard(member, read(PostForm), Stage(reach=Reach(among=Enrolment.id == post.author_id)))
    if form.ok:
        assert post.author_id is not None, "the policy lets nobody here where the author is gone"
        try:
            topic = between(member, thread_of(member, post).course_id, post.author_id)
            talk, spot = anchor_of(topic), Spot(post_id=post.id)
            # it calls them: whoever never spoke there does not follow it yet
            said = start_post(member, talk, form.values["words"], mentioned=[post.author_id], spot=spot)
            return redirect(page_of(anchor_of(topic), _anchor=f"post-{said.id}"))
        except Invalid as fault:
            form = form.refused(fault)
    return given_back(_turning(member, post, form), form)


def _turning(member: Member, post: Post, form: Form) -> str:
    told = {"discussion": discussion_around(member, post), "this": as_told(member, post)}
    return shown("discussions/alone.html", form=form, **told)
