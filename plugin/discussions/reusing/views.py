"""Pages of the answers that somebody keeps: the list, which one chooses from as well, and the form of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.discussions.models import Post
from plugin.discussions.queries import post_for
from plugin.discussions.reusing import actions, policy
from plugin.discussions.reusing.models import KeptAnswer
from plugin.discussions.reusing.queries import answer_for, answer_if_any, answers_of
from plugin.discussions.reusing.schemas import AnswerForm, UseForm
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid, NotHere
from plugin.forms import Form, asked_page, blank, page, read, redirect
from plugin.member import Member

LAST_PAGE = 10

pages = Blueprint("reusing", __name__, url_prefix="/v/<visit>")


@pages.get("/my-answers/")
@allow(policy.can_see_kept_answers)
def index(member: Member) -> ResponseReturnValue:
    """What I keep; also to choose from, for a reply to the post that the address names, or for several people."""
    post_id = request.args.get("for", type=UUID)
    to = post_for(member, post_id).id if post_id else None
    return _listed(member, to=to, people=",".join(request.args.getlist("people")))


@pages.get("/my-answers/new")
@allow(policy.can_write_answer)
def new(member: Member) -> ResponseReturnValue:
    """One that was never posted."""
    return page("reusing/edit.html", answer=None, form=blank())


@pages.post("/my-answers/new")
@allow(policy.can_write_answer)
def write(member: Member) -> ResponseReturnValue:
    """Keep it."""
    form = read(AnswerForm)
    if form.ok:
        try:
            actions.write(member, form.values["answer"])
            return redirect(url("reusing.index"))
        except Invalid as fault:
            form = form.refused(fault)
    return page("reusing/edit.html", answer=None, form=form), 422


@pages.post("/discussions/posts/<uuid:post_id>/keep")
@allow(policy.can_keep_post, load=post_for)
def keep(member: Member, post: Post) -> ResponseReturnValue:
    """Keep what I posted."""
    try:
        actions.keep_post(member, post)
    except Invalid as fault:
        return _listed(member, fault=fault.sentence), 422
    return redirect(url("reusing.index"))


@pages.get("/my-answers/<uuid:answer_id>")
@allow(policy.is_theirs, load=answer_for)
def edit(member: Member, answer: KeptAnswer) -> ResponseReturnValue:
    """One of them, to be changed or taken away."""
    return _editing(answer, blank(version=answer.version, answer=answer.words))


@pages.post("/my-answers/<uuid:answer_id>")
@allow(policy.is_theirs, load=answer_for)
def change(member: Member, answer: KeptAnswer) -> ResponseReturnValue:
    """Say it otherwise."""
    form = read(AnswerForm)
    if not form.ok:
        return _editing(answer, form), 422
    try:
        actions.change(answer, form.values["answer"], form.version or 0)
    except Conflict as clash:
        return _editing(answer, form.clashing(clash)), 409
    return redirect(url("reusing.index"))


@pages.post("/my-answers/<uuid:answer_id>/take-away")
@allow(policy.is_theirs, load=answer_for)
def take_away(member: Member, answer: KeptAnswer) -> ResponseReturnValue:
    """Take it away."""
    actions.take_away(answer)
    return redirect(url("reusing.index"))


@pages.post("/my-answers/<uuid:answer_id>/use")
@allow(policy.is_theirs, load=answer_for)
def use(member: Member, answer: KeptAnswer) -> ResponseReturnValue:
    """On to the form that it stands in then, to be changed there before it is sent."""
    form = read(UseForm)
    if not form.ok:
        raise NotHere()
    post_id = form.values["post"]
    to = post_for(member, post_id) if post_id else None
    actions.use(answer)
    if to is not None:
        return redirect(url("threads.show", post_id=to.id, answer=answer.id, _anchor="reply"))
    people = [one for one in form.values["people"].split(",") if one]
    return redirect(url("several.choosing", what="message", answer=answer.id, people=people))


def begun(member: Member, field: str, **more: Any) -> Form:
    """A form that begins with the answer that its page's address names; without words for one that is not theirs (any
    more): the page is there for other things as well."""
    answer = answer_if_any(member, request.args.get("answer", type=UUID))
    words: dict[str, Any] = {field: answer.words} if answer else {}
    return blank(**words, **more)


def _listed(member: Member, fault: str = "", to: UUID | None = None, people: str = "") -> str:
    answers = answers_of(member, asked_page(LAST_PAGE))
    return page("reusing/index.html", answers=answers, fault=fault, to=to, people=people)


def _editing(answer: KeptAnswer, form: Form) -> str:
    return page("reusing/edit.html", answer=answer, form=form)
