"""Pages on which whoever looks after talk moves a post to where it belongs."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.discussions.care import moves
from plugin.discussions.care.moves import Move, move_of
from plugin.discussions.care.policy import can_move, can_move_there
from plugin.discussions.care.schemas import WhyForm
from plugin.discussions.care.views import pinning
from plugin.discussions.models import Post
from plugin.discussions.places import ON, place_of
from plugin.discussions.queries import Discussion, as_told
from plugin.discussions.shown import shown
from plugin.door import allow
from plugin.errors import Invalid
from plugin.forms import Form, blank, read, redirect, sought
from plugin.member import Member

pages = Blueprint("moving", __name__, url_prefix="/v/<visit>/discussions/posts/<uuid:post_id>/move")


@pages.get("")
@allow(can_move, load=pinning)
def where(member: Member, found: tuple[Post, Discussion]) -> ResponseReturnValue:
    """Where it could belong."""
    post, discussion = found
    find = sought("find")
    told = {"this": as_told(member, post), "discussion": discussion, "find": find}
    return shown("discussions/where.html", choices=moves.places_for(member, discussion, find), **told)


@pages.get(ON)
@allow(can_move_there, load=move_of)
def confirm(member: Member, wanted: Move) -> ResponseReturnValue:
    """Who reads it now, and who would read it there."""
    return _confirm(member, wanted, blank())


@pages.post(ON)
@allow(can_move_there, load=move_of)
def move(member: Member, wanted: Move) -> ResponseReturnValue:
    """Move it there."""
    form = read(WhyForm)
    if form.ok:
        try:
            moves.move(member, wanted, form.values["why"])
            return redirect(place_of(member, wanted.post))
        except Invalid as fault:
            form = form.refused(fault)
    return _confirm(member, wanted, form), 422


def _confirm(member: Member, wanted: Move, form: Form) -> str:
    told = {"this": as_told(member, wanted.post), "refusal": moves.refusal(wanted)}
    return shown("discussions/move.html", wanted=wanted, form=form, **told)
