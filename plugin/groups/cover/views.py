"""The page on which a lead arranges cover."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect, sought
from plugin.groups.cover import actions, queries
from plugin.groups.cover.policy import can_arrange_cover
from plugin.groups.cover.rules import Wanted
from plugin.groups.cover.schemas import CoverForm
from plugin.groups.everybody import OFFERED, names_to_choose
from plugin.groups.queries import groups_here
from plugin.member import Member
from plugin.people.cover.models import Cover

pages = Blueprint("cover", __name__, url_prefix="/v/<visit>/groups/cover")


@pages.get("/")
@allow(can_arrange_cover)
def index(member: Member) -> ResponseReturnValue:
    """Who covers for whom, now and later."""
    return _cover(member, blank())


@pages.post("/")
@allow(can_arrange_cover)
def arrange(member: Member) -> ResponseReturnValue:
    """Somebody covers for a mentor."""
    form = read(CoverForm)
    if not form.ok:
        return _cover(member, form), 422
    try:
        actions.arrange(member, Wanted(**form.values))
    except Invalid as fault:
        return _cover(member, form.refused(fault)), 422
    return redirect(url("cover.index"))


@pages.post("/<uuid:cover_id>/end")
@allow(can_arrange_cover, load=queries.cover_for)
def end(member: Member, cover: Cover) -> ResponseReturnValue:
    """It ends now."""
    actions.end_cover(cover)
    return redirect(url("cover.index"))


def _cover(member: Member, form: Form) -> str:
    find = sought("find")
    return page(
        "cover/index.html",
        covers=queries.covers_here(member),
        mentors=queries.mentors_to_cover(member),
        names=names_to_choose(member, find),
        groups=[(one.id, one.name) for one in groups_here(member)],
        offered=OFFERED,
        find=find,
        form=form,
    )
