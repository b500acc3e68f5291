"""Pages of asks: who asks for advice, what came of one's own, and saying what one does with an answer."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.asks import queries
from plugin.discussions.asks.actions import take
from plugin.discussions.asks.policy import can_answer_again, can_see_asks, can_take
from plugin.discussions.asks.schemas import CHOICES, TakenForm
from plugin.discussions.marks.queries import Answering, answering
from plugin.discussions.places import place_of
from plugin.discussions.queries import as_told, discussion_around
from plugin.discussions.shown import shown
from plugin.door import allow
from plugin.forms import Form, asked_page, blank, read, redirect
from plugin.member import Member

MOST_PAGES = 50

pages = Blueprint("asks", __name__, url_prefix="/v/<visit>/discussions")


@pages.get("/asks")
@allow(can_see_asks, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """Who asks for advice, my own asks, or what came of my answers."""
    which, number = request.args.get("which", ""), asked_page(MOST_PAGES)
    if which == "given":
        return shown("asks/index.html", asks=queries.given_by(member, number), which=which)
    mine = which == "mine"
    asks = queries.asks_for(member, number, mine=mine)
    return shown("asks/index.html", asks=asks, which="mine" if mine else "")


@pages.get("/posts/<uuid:post_id>/again")
@allow(can_answer_again, load=answering)
def again(member: Member, asking: Answering) -> ResponseReturnValue:
    """What somebody asks, and what I answered to others before."""
    this = as_told(member, asking.post)
    discussion = discussion_around(member, asking.post)
    before = queries.given_before(member, this)
    return shown("asks/again.html", discussion=discussion, this=this, before=before, form=blank())


@pages.get("/posts/<uuid:post_id>/taken")
@allow(can_take, load=answering)
def taking(member: Member, advised: Answering) -> ResponseReturnValue:
    """The answer, and what I do with it."""
    said = as_told(member, advised.post)
    begun = blank(taken=said.took, taken_why=said.took_why) if said.took else blank()
    return _taking(member, advised, begun)


@pages.post("/posts/<uuid:post_id>/taken")
@allow(can_take, load=answering)
def taken(member: Member, advised: Answering) -> ResponseReturnValue:
    """Say it."""
    form = read(TakenForm)
    if not form.ok:
        return _taking(member, advised, form), 422
    take(member, advised.post, form.values["taken"], form.values["taken_why"])
    return redirect(place_of(member, advised.post))


def _taking(member: Member, advised: Answering, form: Form) -> str:
    told = {"discussion": discussion_around(member, advised.post), "this": as_told(member, advised.post)}
    return shown("asks/taking.html", form=form, choices=list(CHOICES.items()), **told)
