"""Saying what came of a resource, and who of one's mentees did what with it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.resources.models import Resource
from plugin.courses.resources.policy import can_mark, can_see_use
from plugin.courses.resources.queries import PAGE, resource_for
from plugin.courses.resources.uses import actions, queries
from plugin.courses.resources.uses.schemas import MarkForm
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import asked_page, page, read, redirect
from plugin.member import Member

pages = Blueprint("uses", __name__, url_prefix="/v/<visit>/resources")


@pages.post("/<uuid:resource_id>/marks")
@allow(can_mark, load=resource_for)
def mark(member: Member, resource: Resource) -> ResponseReturnValue:
    """I have finished it, it helped me, or not after all."""
    form = read(MarkForm)
    if not form.ok:
        raise Invalid(next(iter(form.errors.values())))
    actions.mark(member, resource, form.values["what"], on=form.values["on"] == "yes")
    return redirect(url("resources.show", resource_id=resource.id, _anchor="marks"))


@pages.get("/<uuid:resource_id>/use")
@allow(can_see_use, load=resource_for)
def show(member: Member, resource: Resource) -> ResponseReturnValue:
    """What came of it: for mentors with each of their mentees, for leads in numbers."""
    at = asked_page()
    used, total = queries.used_by_mentees(member, resource, at) if member.is_mentor else ([], 0)
    figures = queries.figures_of(member, resource) if member.is_lead else None
    return page(
        "resources/use.html",
        resource=resource,
        used=used,
        total=total,
        at=at,
        more=total > at * PAGE,
        figures=figures,
    )
