"""Sharing what is there, bringing something new for somebody, ending a share, and what was shared with oneself."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.resources.actions import bring_resource
from plugin.courses.resources.filling import Looked, content, filled, looked_up, places
from plugin.courses.resources.models import Resource, Share
from plugin.courses.resources.policy import can_bring, can_share
from plugin.courses.resources.queries import found_by, resource_for
from plugin.courses.resources.sharing import actions, queries
from plugin.courses.resources.sharing.policy import can_end_share, can_read_shared
from plugin.courses.resources.sharing.schemas import GivingForm, ShareForm, whom_said
from plugin.door import allow, url
from plugin.errors import Invalid, NotHere
from plugin.forms import Form, asked_page, blank, page, read, redirect, sought
from plugin.member import Member

pages = Blueprint("sharing", __name__, url_prefix="/v/<visit>/resources")


@pages.get("/<uuid:resource_id>/share")
@allow(can_share, load=resource_for)
def choose(member: Member, resource: Resource) -> ResponseReturnValue:
    """With whom, and what to say with it."""
    return _choosing(member, resource, blank(whom=_with()))


@pages.post("/<uuid:resource_id>/share")
@allow(can_share, load=resource_for)
def share(member: Member, resource: Resource) -> ResponseReturnValue:
    """Put it before their eyes."""
    form = read(ShareForm)
    if not form.ok:
        return _choosing(member, resource, form), 422
    try:
        made = actions.share(member, resource, **form.values)
    except Invalid as fault:
        return _choosing(member, resource, form.refused(fault)), 422
    return redirect(url("sharing.choose", resource_id=made.resource_id, shared=made.id))


@pages.post("/shares/<uuid:share_id>/end")
@allow(can_end_share, load=queries.share_for)
def end(member: Member, share: Share) -> ResponseReturnValue:
    """Share it no longer."""
    actions.end_share(share)
    try:
        return redirect(url("sharing.choose", resource_id=resource_for(member, share.resource_id).id))
    except NotHere:  # it was this share that let them see it
        return redirect(url("sharing.mine"))


@pages.get("/share")
@allow(can_bring, load=course_here)
def something(member: Member, course: Course) -> ResponseReturnValue:
    """Something new for somebody, or something that is here already."""
    return _giving(member, blank(kind="link", whom=_with()))


@pages.post("/share")
@allow(can_bring, load=course_here, errand=looked_up)
def give(member: Member, course: Course, looked: Looked | None) -> ResponseReturnValue:
    """Bring it and share it in one go, or look its address up first."""
    if looked:
        form, status = filled(looked)
        return _giving(member, form), status
    form = read(GivingForm)
    if not form.ok:
        return _giving(member, form), 422
    try:
        whom, note = form.values["whom"], form.values["note"]
        actions.may_share_with(member, whom)
        brought = bring_resource(course, content(form), by=member, places=places())
        made = actions.share(member, brought, whom, note)
    except Invalid as fault:
        return _giving(member, form.refused(fault)), 422
    return redirect(url("sharing.choose", resource_id=brought.id, shared=made.id))


@pages.get("/shared")
@allow(can_read_shared, load=course_here)
def mine(member: Member, course: Course) -> ResponseReturnValue:
    """What others put before one's own eyes."""
    at = asked_page()
    shares, more = queries.shared_with(member, at)
    return page("resources/shared.html", shares=shares, more=more, at=at, may_bring=can_bring(member, course))


def _choosing(member: Member, resource: Resource, form: Form) -> str:
    shares = queries.shares_to_end(member, resource)
    return page(
        "resources/share.html",
        resource=resource,
        form=form,
        find=sought("find"),
        choices=queries.choices_for(member, sought("find")),
        shares=shares,
        shared=next((one for one in shares if str(one.id) == request.args.get("shared")), None),
    )


def _giving(member: Member, form: Form) -> str:
    at = asked_page()
    found, more = found_by(member, at)
    return page(
        "resources/give.html",
        form=form,
        find=sought("find"),
        choices=queries.choices_for(member, sought("find")),
        found=found,
        more=more,
        at=at,
        chosen=form.typed.get("whom") or "",
    )


def _with() -> str | None:
    """Whom the page that led here means, if it says so in a way that we understand."""
    said = request.args.get("with", "")
    return said if whom_said(said) else None
