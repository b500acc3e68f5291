"""Step 3 of set-up: groups, pairs, a sheet, who is still expected, and room for how many."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.groups import actions as groups
from plugin.groups import everybody
from plugin.groups.invited import expected
from plugin.groups.queries import group_for, groups_here
from plugin.groups.schemas import GroupForm, PairForm
from plugin.member import Member
from plugin.setup import actions, queries
from plugin.setup.policy import can_set_up
from plugin.setup.queries import Mentoring, course_in
from plugin.setup.schemas import SeatForm, capacity_form

pages = Blueprint("together", __name__, url_prefix="/v/<visit>/set-up/people")


@pages.get("/")
@allow(can_set_up, load=course_in)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """Who is with whom so far, and how to put others together."""
    return _people(member, course)


@pages.post("/groups")
@allow(can_set_up, load=course_in)
def group(member: Member, course: Course) -> ResponseReturnValue:
    """Make a group."""
    form = read(GroupForm)
    if not form.ok:
        return _people(member, course, group_form=form), 422
    try:
        groups.make_group(member, **form.values)
    except Invalid as fault:
        return _people(member, course, group_form=form.refused(fault)), 422
    return redirect(url("together.show", _anchor="place"))


@pages.post("/places")
@allow(can_set_up, load=course_in)
def place(member: Member, course: Course) -> ResponseReturnValue:
    """Put people into a group."""
    form = read(SeatForm)
    if not form.ok:
        return _people(member, course, seat_form=form), 422
    into = group_for(member, form.values["group"])
    try:
        chosen = {name: form.values[name] for name in ("people", "part", "shared")}
        groups.place_several(member, into, **chosen)
    except Invalid as fault:
        return _people(member, course, seat_form=form.refused(fault)), 422
    return redirect(url("together.show", _anchor="place"))


@pages.post("/pairs")
@allow(can_set_up, load=course_in)
def pair(member: Member, course: Course) -> ResponseReturnValue:
    """Make a pair."""
    form = read(PairForm)
    if not form.ok:
        return _people(member, course, pair_form=form), 422
    try:
        groups.make_pair_openly(member, **form.values)
    except Invalid as fault:
        return _people(member, course, pair_form=form.refused(fault)), 422
    return redirect(url("together.show", _anchor="pair"))


@pages.post("/capacity")
@allow(can_set_up, load=course_in)
def keep_capacity(member: Member, course: Course) -> ResponseReturnValue:
    """Keep for how many somebody has room."""
    mentors = queries.mentors_of(member, course)
    form = read(capacity_form(one.id for one in mentors))
    if not form.ok:
        return _people(member, course, room_form=form), 422
    sent = [one.id for one in mentors if f"was_capacity_{one.id.hex}" in request.form]
    own = {one: form.values[f"capacity_{one.hex}"] for one in sent}
    before: dict[UUID | None, str] = {one: form.values[f"was_capacity_{one.hex}"] for one in sent}
    before[None] = form.values["was_capacity"]
    try:
        actions.keep_capacity(course, form.values["capacity"], own, before)
    except Conflict as clash:
        return _people(member, course, room_form=form.clashing(clash)), 409
    return redirect(url("together.show", _anchor="room"))


def _people(member: Member, course: Course, **forms: Form) -> str:
    find = "".join(letter for letter in request.args.get("find", "") if letter.isprintable()).strip()[:80]
    people = everybody.people_here(member, find)
    mentors, made = queries.mentors_of(member, course), groups_here(member)
    blanks: dict[str, Any] = {"group_form": blank(), "pair_form": blank(), "seat_form": blank(part="mentee")}
    return page(
        "setup/people.html",
        course=course,
        step="people",
        far=queries.how_far(member, course),
        people=people,
        find=find,
        names=everybody.names_to_choose(member, find),
        groups=made,
        into=[(one.id, one.name) for one in made],
        mentors=mentors,
        expected=expected(member),
        **{**blanks, "room_form": _rooms(course, mentors), **forms},
    )


def _rooms(course: Course, mentors: list[Mentoring]) -> Form:
    own = {f"capacity_{one.id.hex}": one.own for one in mentors if one.own is not None}
    return blank(**own, **({"capacity": course.capacity} if course.capacity is not None else {}))
