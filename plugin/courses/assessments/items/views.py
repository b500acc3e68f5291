"""The list of what a section asks, and a form for each thing in it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.assessments import asking, before
from plugin.courses.assessments.items.policy import can_change_item
from plugin.courses.assessments.items.queries import Placed, item_for
from plugin.courses.assessments.items.schemas import BY, KINDS, asked_in, form_for, levels_fault
from plugin.courses.assessments.policy import can_change_asks
from plugin.courses.assessments.queries import items_of, skills_in
from plugin.courses.outline.queries import Stop, section_for
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("items", __name__, url_prefix="/v/<visit>/asks")


@pages.get("/of/<uuid:section_id>")
@allow(can_change_asks, load=section_for)
def index(member: Member, stop: Stop) -> ResponseReturnValue:
    """What the section asks, in its order, and what it no longer asks."""
    items, gone = items_of(stop.section), items_of(stop.section, retired=True)
    return page(
        "assessments/items.html",
        section=stop.section,
        items=items,
        gone=gone,
        answered=asking.answered_by([*items, *gone]),
        skills=skills_in([*items, *gone]),
        kinds=_kinds(stop),
        names=KINDS,
    )


@pages.get("/of/<uuid:section_id>/new")
@allow(can_change_asks, load=section_for)
def new(member: Member, stop: Stop) -> ResponseReturnValue:
    """A form for one more thing, of the kind that the address says."""
    return _form(stop, None, blank(by="self"), _kind(stop, request.args.get("kind")))


@pages.post("/of/<uuid:section_id>/new")
@allow(can_change_asks, load=section_for)
def add(member: Member, stop: Stop) -> ResponseReturnValue:
    """Ask it, behind what is asked already."""
    kind = _kind(stop, request.form.get("kind"))
    form = read(form_for(kind, new=True))
    if form.ok and (fault := levels_fault(form)):
        form = replace(form, errors={"levels": fault})
    if not form.ok:
        return _form(stop, None, form, kind), 422
    try:
        asking.add_item(member, stop.section, asked_in(kind, form))
    except Invalid as fault:
        return _form(stop, None, form.refused(fault), kind), 422
    return _list(stop)


@pages.get("/<uuid:item_id>")
@allow(can_change_item, load=item_for)
def edit(member: Member, placed: Placed) -> ResponseReturnValue:
    """What it says now, to be changed."""
    stands = asking.told(asking.as_asked(placed.item))
    return _form(placed.stop, placed, blank(asking.version_of(placed.item), **stands), placed.item.kind)


@pages.post("/<uuid:item_id>")
@allow(can_change_item, load=item_for)
def change(member: Member, placed: Placed) -> ResponseReturnValue:
    """Say it differently, unless somebody else did so meanwhile: then both texts come back."""
    kind = placed.item.kind
    form = read(form_for(kind, new=False))
    if not form.ok:
        return _form(placed.stop, placed, form, kind), 422
    try:
        asking.change_item(member, placed.stop.section, placed.item, asked_in(kind, form), form.version)
    except Invalid as fault:
        return _form(placed.stop, placed, form.refused(fault), kind), 422
    except Conflict as clash:
        return _form(placed.stop, placed, form.clashing(clash), kind), 409
    return _list(placed.stop)


@pages.post("/<uuid:item_id>/before")
@allow(can_change_item, load=item_for)
def say_again(member: Member, placed: Placed) -> ResponseReturnValue:
    """Let it say what it said before its last change."""
    before.say_again(member, placed.stop.section, placed.item)
    return redirect(url("items.edit", item_id=placed.item.id))


@pages.post("/<uuid:item_id>/up")
@allow(can_change_item, load=item_for)
def up(member: Member, placed: Placed) -> ResponseReturnValue:
    """Ask it one place earlier."""
    asking.move_item(member, placed.stop.section, placed.item, -1)
    return _list(placed.stop)


@pages.post("/<uuid:item_id>/down")
@allow(can_change_item, load=item_for)
def down(member: Member, placed: Placed) -> ResponseReturnValue:
    """Ask it one place later."""
    asking.move_item(member, placed.stop.section, placed.item, 1)
    return _list(placed.stop)


@pages.post("/<uuid:item_id>/take-out")
@allow(can_change_item, load=item_for)
def take_out(member: Member, placed: Placed) -> ResponseReturnValue:
    """Ask it no longer."""
    asking.take_out(member, placed.stop.section, placed.item)
    return _list(placed.stop)


@pages.post("/<uuid:item_id>/again")
@allow(can_change_item, load=item_for)
def again(member: Member, placed: Placed) -> ResponseReturnValue:
    """Ask it after all."""
    asking.ask_again(member, placed.stop.section, placed.item)
    return _list(placed.stop)


def _kinds(stop: Stop) -> list[str]:
    """What this section may ask: a reflection waits for no mentor, so nothing in it is signed off."""
    return [kind for kind in KINDS if kind != "step" or stop.section.kind == "assessment"]


def _kind(stop: Stop, wished: str | None) -> str:
    return wished if wished in _kinds(stop) else "question"


def _list(stop: Stop) -> ResponseReturnValue:
    return redirect(url("items.index", section_id=stop.section.id))


def _form(stop: Stop, placed: Placed | None, form: Form, kind: str) -> str:
    item = placed.item if placed else None
    return page(
        "assessments/item.html",
        section=stop.section,
        item=item,
        kind=kind,
        kind_name=KINDS[kind],
        form=form,
        by=list(BY.items()) if stop.section.kind == "assessment" else [],
        skill=asking.as_asked(item).skill if item else None,
        before=before.said_before(item) if item else None,
        answers=asking.answered_by([item]).get(item.id, 0) if item else 0,
    )
