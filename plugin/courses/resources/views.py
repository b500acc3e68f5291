"""The resource page, and adding and changing resources."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin import slots
from plugin.courses.outline.queries import Stop, section_for
from plugin.courses.resources import actions
from plugin.courses.resources.actions import Content
from plugin.courses.resources.models import Resource
from plugin.courses.resources.policy import can_add_resource, can_change_resource, can_read_resource
from plugin.courses.resources.queries import origin_of, resource_for
from plugin.courses.resources.schemas import ResourceForm
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("resources", __name__, url_prefix="/v/<visit>/resources")


@pages.get("/<uuid:resource_id>")
@allow(can_read_resource, load=resource_for)
def show(member: Member, resource: Resource) -> ResponseReturnValue:
    """The thing itself, and what is said about it beside it."""
    return page(
        "resources/show.html",
        resource=resource,
        origin=origin_of(resource),
        beside=slots.beside(member, resource),
        may_change=can_change_resource(member, resource),
    )


@pages.get("/new/<uuid:section_id>")
@allow(can_add_resource, load=section_for)
def new(member: Member, stop: Stop) -> ResponseReturnValue:
    """A form for a resource that this section shall hold."""
    return page("resources/new.html", section=stop.section, form=blank(kind="link"))


@pages.post("/new/<uuid:section_id>")
@allow(can_add_resource, load=section_for)
def add(member: Member, stop: Stop) -> ResponseReturnValue:
    """Add it to the section."""
    form = read(ResourceForm)
    if not form.ok:
        return page("resources/new.html", section=stop.section, form=form), 422
    try:
        resource = actions.add_resource(stop.section, Content(**form.values), by=member)
    except Invalid as fault:
        return page("resources/new.html", section=stop.section, form=form.refused(fault)), 422
    return redirect(url("resources.show", resource_id=resource.id))


@pages.get("/<uuid:resource_id>/edit")
@allow(can_change_resource, load=resource_for)
def edit(member: Member, resource: Resource) -> ResponseReturnValue:
    """What stands there now, to be changed."""
    stands = {name: getattr(resource, name) for name in actions.FIELDS}
    form = blank(
        version=resource.version, **{name: said for name, said in stands.items() if said is not None}
    )
    return page("resources/edit.html", resource=resource, form=form)


@pages.post("/<uuid:resource_id>/edit")
@allow(can_change_resource, load=resource_for)
def change(member: Member, resource: Resource) -> ResponseReturnValue:
    """Change it, unless somebody else did so meanwhile: then both texts come back."""
    form = read(ResourceForm)
    if not form.ok:
        return page("resources/edit.html", resource=resource, form=form), 422
    try:
        actions.change_resource(resource, Content(**form.values), form.version)
    except Invalid as fault:
        return page("resources/edit.html", resource=resource, form=form.refused(fault)), 422
    except Conflict as clash:
        return page("resources/edit.html", resource=resource, form=form.clashing(clash)), 409
    return redirect(url("resources.show", resource_id=resource.id))
