"""Pages on which a lead is asked whether their course is a copy, and reads what would come."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, redirect
from plugin.member import Member
from plugin.setup.copies import actions, queries
from plugin.setup.copies.policy import can_copy
from plugin.setup.copies.queries import Origin
from plugin.setup.policy import can_begin

pages = Blueprint("copies", __name__, url_prefix="/v/<visit>/set-up/copy")


def _origin(member: Member, origin_id: UUID) -> Origin:
    return queries.origin_for(member, origin_id, request.values.get("content", ""))


@pages.get("/")
@allow(can_begin)
def index(member: Member) -> str:
    """Of which course is this one a copy?"""
    return page("copies/index.html", origins=queries.origins_of(member), free=queries.takes_copies(member))


@pages.get("/<uuid:origin_id>")
@allow(can_copy, load=_origin)
def show(member: Member, origin: Origin) -> str:
    """What would come from it, and what stays."""
    return _show(origin, blank())


@pages.post("/<uuid:origin_id>")
@allow(can_copy, load=_origin)
def take(member: Member, origin: Origin) -> ResponseReturnValue:
    """Take it over."""
    try:
        actions.take_over(member, origin)
    except Invalid as fault:
        return _show(origin, blank().refused(fault)), 422
    return redirect(url("setup.roster"))


def _show(origin: Origin, form: Form) -> str:
    content = request.values.get("content", "")
    return page("copies/show.html", coming=queries.coming_from(origin), form=form, content=content)
