"""Pages of sheets: paste or send one, read what each line will do, put it down; and who is still expected."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.groups import invited
from plugin.groups.models import Invited
from plugin.groups.people_page import way_back
from plugin.groups.policy import can_make_groups
from plugin.groups.sheets import actions, planning, reading
from plugin.groups.sheets.planning import Plan
from plugin.groups.sheets.schemas import SheetForm
from plugin.member import Member

pages = Blueprint("sheets", __name__, url_prefix="/v/<visit>/sheet")


@pages.get("/")
@allow(can_make_groups, load=course_here)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """Where a sheet is pasted or chosen."""
    return _sheet(course, blank())


@pages.post("/")
@allow(can_make_groups, load=course_here)
def take(member: Member, course: Course) -> ResponseReturnValue:
    """Read it and say what each line will do; do so once somebody has seen that."""
    form = read(SheetForm)
    try:
        words = _words(form)
        form = replace(form, typed={"sheet": words})
        sheet = reading.read_sheet(words)
        plan = planning.plan(member, sheet.lines)
        if plan.faults or not form.values["checked"]:
            return _sheet(course, form, plan, sheet.left_out), 422 if plan.faults else 200
        actions.put_down(member, plan)
    except Invalid as fault:
        return _sheet(course, form.refused(fault)), 422
    return redirect(way_back(course))


@pages.post("/expected/<uuid:invited_id>/remove")
@allow(can_make_groups, load=invited.expected_for)
def expect_no_more(member: Member, waits: Invited) -> ResponseReturnValue:
    """They need not come any more."""
    invited.expect_no_more(waits)
    return redirect(way_back(course_here(member)))


def _words(form: Form) -> str:
    """A chosen file outranks what stands in the field."""
    sent = request.files.get("file")
    found = sent.stream.read(reading.MOST_BYTES + 1) if sent and sent.filename else b""
    words: str = form.values["sheet"]
    return reading.as_text(found) if found else words


def _sheet(course: Course, form: Form, plan: Plan | None = None, left_out: list[str] | None = None) -> str:
    return page(
        "sheets/show.html",
        course=course,
        form=form,
        plan=plan,
        left_out=left_out or [],
        back=way_back(course),
    )
