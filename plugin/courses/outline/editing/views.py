"""The outline's own pages: the list with its verbs, a section's form, the history, closing and opening again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.outline import policy
from plugin.courses.outline.editing import actions, history, queries
from plugin.courses.outline.editing.forms import audience_in, initial, place_in, said_in, section_page
from plugin.courses.outline.editing.schemas import ChangeForm, MoveForm, SectionForm
from plugin.courses.outline.models import Course, OutlineChange, Section
from plugin.courses.outline.queries import course_here
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid, NotHere
from plugin.forms import asked_page, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("outline", __name__, url_prefix="/v/<visit>/outline")
pages.add_app_template_global(policy.can_change_section, "can_change_section")


@pages.get("/")
@allow(policy.can_edit_outline, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """The whole outline, to be put in order."""
    return _index(member, course)


@pages.get("/new")
@allow(policy.can_edit_outline, load=course_here)
def new(member: Member, course: Course) -> ResponseReturnValue:
    """A form for a section; `?after=` says where it shall stand."""
    form = blank(kind="session", opens="once", due="none", discussed="yes", place=_asked("after") or "last")
    return section_page(member, course.id, None, form)


@pages.post("/new")
@allow(policy.can_edit_outline, load=course_here)
def add(member: Member, course: Course) -> ResponseReturnValue:
    """Put it in its place."""
    form = read(SectionForm)
    if not form.ok:
        return section_page(member, course.id, None, form), 422
    try:
        whose, place = audience_in(form.values["whose"]), place_in(member, course, form.values["place"])
        section = actions.add_section(member, course, said_in(form), whose, place)
    except Invalid as fault:
        return section_page(member, course.id, None, form.refused(fault)), 422
    return _there(section, "added")


@pages.get("/<uuid:section_id>/edit")
@allow(policy.can_change_section, load=queries.section_to_change)
def edit(member: Member, section: Section) -> ResponseReturnValue:
    """What stands there now, to be changed."""
    return section_page(member, section.course_id, section, blank(section.version, **initial(section)))


@pages.post("/<uuid:section_id>/edit")
@allow(policy.can_change_section, load=queries.section_to_change)
def change(member: Member, section: Section) -> ResponseReturnValue:
    """Change it, unless somebody else did so meanwhile: then both texts come back."""
    form = read(ChangeForm)
    if not form.ok:
        return section_page(member, section.course_id, section, form), 422
    try:
        actions.change_section(member, section, said_in(form), form.version)
    except Invalid as fault:
        return section_page(member, section.course_id, section, form.refused(fault)), 422
    except Conflict as clash:
        return section_page(member, section.course_id, section, form.clashing(clash)), 409
    return _there(section, "changed")


@pages.post("/<uuid:section_id>/move")
@allow(policy.can_change_section, load=queries.section_to_change)
def move(member: Member, section: Section) -> ResponseReturnValue:
    """Up or down by one, or to where it was dragged."""
    form = read(MoveForm)
    if not form.ok:
        return _index(member, course_here(member)), 422
    to = form.values["to"]
    if to == "after":
        actions.move(member, section, place_in(member, course_here(member), form.values["after"]))
    else:
        actions.step(member, section, -1 if to == "up" else 1)
    return _there(section, "moved", to=to)


@pages.post("/<uuid:section_id>/hide")
@allow(policy.can_change_section, load=queries.section_to_change)
def hide(member: Member, section: Section) -> ResponseReturnValue:
    """Take it out of sight for whoever walks it."""
    return _gone(actions.turn(member, section, "hidden"))


@pages.post("/<uuid:section_id>/show")
@allow(policy.can_change_section, load=queries.section_to_change)
def show(member: Member, section: Section) -> ResponseReturnValue:
    """Let it be seen again."""
    actions.turn(member, section, "shown")
    return _there(section, "shown")


@pages.post("/<uuid:section_id>/take-out")
@allow(policy.can_change_section, load=queries.section_to_change)
def retire(member: Member, section: Section) -> ResponseReturnValue:
    """Take it out of the outline; the page after it offers to take that back."""
    return _gone(actions.turn(member, section, "retired"))


@pages.post("/<uuid:section_id>/bring-back")
@allow(policy.can_change_section, load=queries.section_to_change)
def bring_back(member: Member, section: Section) -> ResponseReturnValue:
    """Put it where it was."""
    actions.turn(member, section, "brought back")
    return _there(section, "brought back")


@pages.get("/history")
@allow(policy.can_edit_outline, load=course_here)
def past(member: Member, course: Course) -> ResponseReturnValue:
    """Who changed what."""
    return _past(member, course)


@pages.post("/history/<uuid:change_id>/take-back")
@allow(policy.can_take_back, load=history.change_for)
def take_back(member: Member, change: OutlineChange) -> ResponseReturnValue:
    """Let what stood there before stand there again."""
    try:
        section = history.take_back(member, change)
    except Invalid as fault:
        return _past(member, course_here(member), fault.sentence), 422
    return _there(section, "taken back")


@pages.post("/close")
@allow(policy.can_close_course, load=course_here)
def close(member: Member, course: Course) -> ResponseReturnValue:
    """From now on the course is read."""
    actions.close_course(member, course)
    return redirect(url("outline.index"))


@pages.post("/open")
@allow(policy.can_close_course, load=course_here)
def reopen(member: Member, course: Course) -> ResponseReturnValue:
    """Go on where it stopped."""
    actions.reopen_course(member, course)
    return redirect(url("outline.index"))


def _there(section: Section, did: str, **more: str) -> ResponseReturnValue:
    """To the section's own row, which says what happened."""
    return redirect(url("outline.index", at=section.id, did=did, **more) + f"#s-{section.id}")


def _gone(change: OutlineChange | None) -> ResponseReturnValue:
    return redirect(url("outline.index", undo=change.id if change else None))


def _index(member: Member, course: Course) -> str:
    outline = queries.outline_of(member, course)
    return page(
        "outline/index.html",
        course=course,
        outline=outline,
        at=_asked("at"),
        undo=_undo(member),
        may_close=policy.can_close_course(member, course),
    )


def _past(member: Member, course: Course, objection: str = "") -> str:
    number = asked_page()
    told = history.history_of(member, course, number)
    return page("outline/history.html", course=course, history=told, objection=objection)


def _undo(member: Member) -> dict[str, Any] | None:
    """The change that has just been made, where it can be taken back, and what it let open."""
    change_id = _asked("undo")
    try:
        change = history.change_for(member, change_id) if change_id else None
    except NotHere:
        return None
    if change is None or change.section_id is None or not history.may_take_back(change):
        return None
    return {"change": change, "freed": queries.opened_by(change.section_id)}


def _asked(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None
