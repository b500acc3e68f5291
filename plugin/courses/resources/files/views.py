"""Bringing a file, putting a newer one in its place, and opening it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Section
from plugin.courses.outline.queries import Stop, section_for
from plugin.courses.resources import before
from plugin.courses.resources.files import actions, intake, serving
from plugin.courses.resources.files.actions import About, Brought
from plugin.courses.resources.files.policy import can_bring_file, can_change_file, can_open_file
from plugin.courses.resources.files.queries import Held, file_for
from plugin.courses.resources.files.schemas import FileForm
from plugin.courses.resources.policy import can_add_resource
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, FormSchema, blank, page, read, redirect
from plugin.member import Member

MaybeBrought = Brought | Invalid | None

pages = Blueprint("files", __name__, url_prefix="/v/<visit>")
pages.before_request(intake.let_it_be_large)


@pages.get("/files/<uuid:resource_id>")
@allow(can_open_file, load=file_for)
def show(member: Member, held: Held) -> ResponseReturnValue:
    """The bytes themselves, for whoever sees the resource."""
    return serving.answer_with(held.file)


@pages.get("/resources/upload/<uuid:section_id>")
@allow(can_add_resource, load=section_for)
def new(member: Member, stop: Stop) -> ResponseReturnValue:
    """A form for a file that this section shall hold."""
    return page("files/new.html", section=stop.section, form=blank())


@pages.post("/resources/upload/<uuid:section_id>")
@allow(can_add_resource, load=section_for, errand=intake.bring)
def add(member: Member, stop: Stop, brought: MaybeBrought) -> ResponseReturnValue:
    """Add it to the section."""
    return _added(member, stop.section, brought)


@pages.get("/resources/upload")
@allow(can_bring_file)
def new_alone(member: Member) -> ResponseReturnValue:
    """A form for a file that belongs to no section, to be shared."""
    return page("files/new.html", section=None, form=blank())


@pages.post("/resources/upload")
@allow(can_bring_file, errand=intake.bring)
def add_alone(member: Member, brought: MaybeBrought) -> ResponseReturnValue:
    """Keep it; its bringer sees it until it is shared."""
    return _added(member, None, brought)


def _added(member: Member, section: Section | None, brought: MaybeBrought) -> ResponseReturnValue:
    form = read(FileForm)
    try:
        found = intake.sound(brought, needed=True)
    except Invalid as fault:
        form = form.refused(fault)
    if not form.ok or found is None:
        return page("files/new.html", section=section, form=form), 422
    resource = actions.add_file(section, About(**form.values), found, by=member)
    return redirect(url("resources.show", resource_id=resource.id))


@pages.get("/files/<uuid:resource_id>/edit")
@allow(can_change_file, load=file_for)
def edit(member: Member, held: Held) -> ResponseReturnValue:
    """What is said about it now, to be changed, and room for a newer file."""
    stands = {name: getattr(held.resource, name) for name in actions.FIELDS}
    form = blank(held.resource.version, **{name: said for name, said in stands.items() if said is not None})
    return _edited(held, form)


@pages.post("/files/<uuid:resource_id>/edit")
@allow(can_change_file, load=file_for, errand=intake.bring)
def change(member: Member, held: Held, brought: MaybeBrought) -> ResponseReturnValue:
    """Change it, unless somebody else did so meanwhile: then both come back."""
    form = read(FileForm)
    try:
        found = intake.sound(brought, needed=False)
    except Invalid as fault:
        form = form.refused(fault)
    if not form.ok:
        return _edited(held, form), 422
    try:
        actions.change_file(held, About(**form.values), found, form.version, by=member)
    except Conflict as clash:
        return _edited(held, form.clashing(clash)), 409
    return redirect(url("resources.show", resource_id=held.resource.id))


@pages.post("/files/<uuid:resource_id>/put-back")
@allow(can_change_file, load=file_for)
def put_back(member: Member, held: Held) -> ResponseReturnValue:
    """Take a replacement back."""
    actions.put_back(held, read(FormSchema).version, by=member)
    return redirect(url("resources.show", resource_id=held.resource.id))


def _edited(held: Held, form: Form) -> str:
    return page(
        "files/edit.html",
        resource=held.resource,
        held=held,
        form=form,
        before=before.said_before(held.resource),
    )
