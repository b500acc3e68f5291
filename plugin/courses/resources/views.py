"""The resource page, and adding, changing, moving and taking out resources."""

from __future__ import annotations

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from plugin import slots
from plugin.courses.outline.queries import Stop, section_for
from plugin.courses.resources import actions, before, policy, queries
from plugin.courses.resources.embedding import player_for
from plugin.courses.resources.filling import Looked, content, filled, looked_up, places
from plugin.courses.resources.models import Resource
from plugin.courses.resources.policy import can_add_resource, can_change_resource, can_read_resource
from plugin.courses.resources.queries import resource_for, retired_for
from plugin.courses.resources.schemas import MoveForm, ResourceForm
from plugin.courses.resources.sharing import views as sharing
from plugin.courses.resources.standing import standing_of
from plugin.courses.resources.uses import views as uses
from plugin.courses.resources.uses.actions import opened
from plugin.door import afterwards, allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, FormSchema, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("resources", __name__, url_prefix="/v/<visit>/resources")
more_pages = (sharing.pages, uses.pages)


@pages.get("/<uuid:resource_id>")
@allow(can_read_resource, load=resource_for)
def show(member: Member, resource: Resource) -> ResponseReturnValue:
    """The thing itself, and what is said about it beside it."""
    second = max(0, min(request.args.get("t", 0, type=int), 86_400))
    player = player_for(resource.url, places().video_hosts, second) if resource.kind == "video" else None
    plays = player is not None and request.args.get("play") == "1"
    if player and plays:
        g.frames = player.origin  # on this answer alone, the page may hold that host's player
    may_mark = policy.can_mark(member, resource)
    if may_mark and "after" not in request.args:  # a later page of its discussion is no new opening
        afterwards(opened, resource.id, member.enrolment_id, member.zone)
    return page(
        "resources/show.html",
        resource=resource,
        standing=standing_of(member, resource),
        may_mark=may_mark,
        player=player,
        plays=plays,
        second=second,
        beside=slots.beside(member, resource),
        may_change=can_change_resource(member, resource),
        may_share=policy.can_share(member, resource),
    )


@pages.get("/new/<uuid:section_id>")
@allow(can_add_resource, load=section_for)
def new(member: Member, stop: Stop) -> ResponseReturnValue:
    """A form for a resource that this section shall hold."""
    return page("resources/new.html", section=stop.section, form=blank(kind="link"))


@pages.post("/new/<uuid:section_id>")
@allow(can_add_resource, load=section_for, errand=looked_up)
def add(member: Member, stop: Stop, looked: Looked | None) -> ResponseReturnValue:
    """Add it to the section, or look its address up first."""
    if looked:
        form, status = filled(looked)
        return page("resources/new.html", section=stop.section, form=form), status
    form = read(ResourceForm)
    if not form.ok:
        return page("resources/new.html", section=stop.section, form=form), 422
    try:
        resource = actions.add_resource(stop.section, content(form), by=member, places=places())
    except Invalid as fault:
        return page("resources/new.html", section=stop.section, form=form.refused(fault)), 422
    return redirect(url("resources.show", resource_id=resource.id))


@pages.get("/<uuid:resource_id>/edit")
@allow(can_change_resource, load=resource_for)
def edit(member: Member, resource: Resource) -> ResponseReturnValue:
    """What stands there now, to be changed."""
    stands = {name: getattr(resource, name) for name in actions.FIELDS}
    stands["skills"] = ", ".join(resource.skills or ())
    said = {name: one for name, one in stands.items() if one is not None}
    return _editing(resource, blank(version=resource.version, **said))


@pages.post("/<uuid:resource_id>/edit")
@allow(can_change_resource, load=resource_for, errand=looked_up)
def change(member: Member, resource: Resource, looked: Looked | None) -> ResponseReturnValue:
    """Change it, unless somebody else did so meanwhile: then both texts come back."""
    if looked:
        form, status = filled(looked)
        return _editing(resource, form), status
    form = read(ResourceForm)
    if not form.ok:
        return _editing(resource, form), 422
    try:
        actions.change_resource(member, resource, content(form), form.version, places())
    except Invalid as fault:
        return _editing(resource, form.refused(fault)), 422
    except Conflict as clash:
        return _editing(resource, form.clashing(clash)), 409
    return redirect(url("resources.show", resource_id=resource.id))


@pages.post("/<uuid:resource_id>/before")
@allow(can_change_resource, load=resource_for)
def say_again(member: Member, resource: Resource) -> ResponseReturnValue:
    """Let it say what it said before its last change."""
    before.say_again(member, resource, read(FormSchema).version)
    return redirect(url("resources.show", resource_id=resource.id))


@pages.post("/<uuid:resource_id>/move")
@allow(can_change_resource, load=resource_for)
def move(member: Member, resource: Resource) -> ResponseReturnValue:
    """One place up or down in its section."""
    form = read(MoveForm)
    if not form.ok or resource.section_id is None:
        raise Invalid(_("Please use the page's own button."))
    actions.move_resource(member, resource, up=form.values["to"] == "up")
    return redirect(
        url(
            "sections.show",
            section_id=resource.section_id,
            page=max(1, min(request.form.get("page", 1, type=int), 10_000)),
            _anchor=f"resource-{resource.id}",
        )
    )


@pages.post("/<uuid:resource_id>/take-out")
@allow(can_change_resource, load=resource_for)
def take_out(member: Member, resource: Resource) -> ResponseReturnValue:
    """Take it out, and land where that can be undone."""
    actions.take_out(member, resource)
    return redirect(url("resources.taken_out", resource_id=resource.id))


@pages.get("/<uuid:resource_id>/taken-out")
@allow(can_change_resource, load=retired_for)
def taken_out(member: Member, resource: Resource) -> ResponseReturnValue:
    """It is taken out; undo."""
    return page(
        "resources/taken_out.html",
        resource=resource,
        origin=queries.origin_of(resource),
        until=queries.back_until(resource),
    )


@pages.post("/<uuid:resource_id>/bring-back")
@allow(can_change_resource, load=retired_for)
def bring_back(member: Member, resource: Resource) -> ResponseReturnValue:
    """It stands where it stood."""
    actions.bring_back(member, resource)
    return redirect(url("resources.show", resource_id=resource.id))


def _editing(resource: Resource, form: Form) -> str:
    return page("resources/edit.html", resource=resource, form=form, before=before.said_before(resource))
