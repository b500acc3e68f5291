"""Pages of discussions: asking, answering, one post with what it answers, putting one's own words right."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.discussions import actions, policy, queries, taking_back
from plugin.discussions.asks import views as asks
from plugin.discussions.attention import views as attention
from plugin.discussions.branches import branches
from plugin.discussions.care import moving, reviewing
from plugin.discussions.care import views as care
from plugin.discussions.finding import views as finding
from plugin.discussions.marks import views as marks
from plugin.discussions.models import Post
from plugin.discussions.pictures import views as pictures
from plugin.discussions.places import ON, place_of
from plugin.discussions.policy import (
    can_ask,
    can_edit_post,
    can_empty,
    can_put_back,
    can_read_post,
    can_reply,
    can_take_back,
)
from plugin.discussions.queries import Discussion, discussion_around, discussion_of, post_for
from plugin.discussions.reading import views as reading
from plugin.discussions.reusing import views as reusing
from plugin.discussions.schemas import EmptyForm, PostForm, TopForm, WordsForm
from plugin.discussions.shown import shown
from plugin.discussions.speaking import given_back, heard, said_with, stage_of
from plugin.discussions.spots import SPOT, spot_in
from plugin.discussions.topics import alone, leads
from plugin.discussions.topics import views as topics
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid, TakenBack
from plugin.forms import Form, blank, read, redirect
from plugin.member import Member

pages = Blueprint("threads", __name__, url_prefix="/v/<visit>/discussions")
more_pages = (
    attention.pages,
    care.pages,
    reviewing.pages,
    moving.pages,
    marks.pages,
    asks.pages,
    reading.pages,
    topics.pages,
    alone.pages,
    leads.pages,
    finding.pages,
    pictures.pages,
    reusing.pages,
)


@pages.post(ON)
@allow(can_ask, load=discussion_of)
def start(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Ask or comment on a thing."""
    form = heard(member, read(TopForm), stage_of(discussion))
    if form.ok:
        words = form.values["words"]
        spot = spot_in(discussion.anchor.shape, **{name: form.values[name] for name in SPOT})
        try:
            post = actions.start_post(member, discussion.anchor, words, spot=spot, **said_with(form))
            return redirect(pictures.onward(member, post))
        except Invalid as fault:
            form = form.refused(fault)
    return given_back(shown("discussions/start.html", discussion=discussion, form=form), form)


@pages.get("/posts/<uuid:post_id>")
@allow(can_read_post, load=post_for)
def show(member: Member, post: Post) -> ResponseReturnValue:
    """One post with what it answers and what answers it; the address to pass on."""
    return _shown(member, post, reusing.begun(member, "words"))


@pages.post("/posts/<uuid:post_id>")
@allow(can_reply, load=post_for)
def reply(member: Member, post: Post) -> ResponseReturnValue:
    """Answer a post."""
    discussion = discussion_around(member, post)
    form = heard(member, read(PostForm), stage_of(discussion))
    if form.ok:
        try:
            answer = actions.reply(member, post, form.values["words"], **said_with(form))
            return redirect(pictures.onward(member, answer))
        except Invalid as fault:
            form = form.refused(fault)
    return given_back(_shown(member, post, form), form)


@pages.get("/posts/<uuid:post_id>/edit")
@allow(can_edit_post, load=post_for)
def edit(member: Member, post: Post) -> ResponseReturnValue:
    """One's own post, to put right."""
    return _editing(member, post, _as_it_stands(post))


@pages.post("/posts/<uuid:post_id>/edit")
@allow(can_edit_post, load=post_for)
def change(member: Member, post: Post) -> ResponseReturnValue:
    """Put one's own post right."""
    form = read(WordsForm)
    if not form.ok:
        return _editing(member, post, form), 422
    try:
        actions.edit_post(member, post, form.version, **form.values)
    except Conflict as clash:
        return _editing(member, post, form.clashing(clash)), 409
    except Invalid as fault:
        return _editing(member, post, form.refused(fault)), 422
    return redirect(url("threads.show", post_id=post.id))


@pages.post("/posts/<uuid:post_id>/take-back")
@allow(can_take_back, load=post_for)
def take_back(member: Member, post: Post) -> ResponseReturnValue:
    """Take one's own post back."""
    taking_back.take_back(post)
    return redirect(url("threads.show", post_id=post.id))


@pages.post("/posts/<uuid:post_id>/put-back")
@allow(can_put_back, load=post_for)
def put_back(member: Member, post: Post) -> ResponseReturnValue:
    """Let it stand again."""
    taking_back.put_back(post)
    return redirect(place_of(member, post))


@pages.post("/posts/<uuid:post_id>/empty")
@allow(can_empty, load=post_for)
def empty(member: Member, post: Post) -> ResponseReturnValue:
    """Take its words away for good."""
    form = read(EmptyForm)
    if not form.ok:
        return _editing(member, post, _as_it_stands(post), sure=form), 422
    taking_back.empty(post)
    return redirect(url("threads.show", post_id=post.id))


def _shown(member: Member, post: Post, form: Form) -> str:
    discussion = discussion_around(member, post)
    after = request.args.get("after", type=UUID)
    posts = queries.page_of(member, post.thread_id, after, under=post)
    *above, this = queries.line_to(member, post)
    if this.taken_back and not (posts.posts or form.errors or policy.is_by(member, post.author_id)):
        raise TakenBack()
    reading.note(member, discussion, (*above, this, *posts.posts))
    return shown(
        "discussions/show.html",
        discussion=discussion,
        above=above,
        this=this,
        posts=posts,
        laid=branches(posts, top=post.depth + 1),
        after=after,
        form=form,
        may_put_back=policy.can_put_back(member, post) and taking_back.may_put_back(post),
    )


def _as_it_stands(post: Post) -> Form:
    return blank(version=post.version, words=post.words)


def _editing(member: Member, post: Post, form: Form, sure: Form | None = None) -> str:
    return shown(
        "discussions/edit.html",
        discussion=discussion_around(member, post),
        post=post,
        form=form,
        sure=sure or blank(),
        earlier=queries.earlier(post),
    )
