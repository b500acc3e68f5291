"""Pages of grades: what goes to the gradebook, a column with its mentees, and what goes there of one's own."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.grades import actions, queries
from plugin.courses.grades.models import Column
from plugin.courses.grades.policy import can_choose_grades, can_see_own_grades
from plugin.courses.grades.queries import column_for
from plugin.courses.grades.schemas import ChoiceForm, LabelForm
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, asked_page, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("grades", __name__, url_prefix="/v/<visit>/grades")


@pages.get("/")
@allow(can_choose_grades, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """What goes to the gradebook, and what could."""
    return _index(member, course, blank())


@pages.post("/")
@allow(can_choose_grades, load=course_here)
def choose(member: Member, course: Course) -> ResponseReturnValue:
    """Let these go there from now on."""
    form = read(ChoiceForm)
    if not form.ok:
        return _index(member, course, form), 422
    try:
        actions.choose(member, course, form.values["chosen"], form.values["aim"])
    except Invalid as fault:
        return _index(member, course, form.refused(fault)), 422
    return redirect(url("grades.index"))


@pages.get("/<uuid:column_id>")
@allow(can_choose_grades, load=column_for)
def show(member: Member, column: Column) -> ResponseReturnValue:
    """A column: each mentee's score, whether it was taken, and what stands in the gradebook."""
    return _show(member, column, blank(column.version, label=column.label))


@pages.post("/<uuid:column_id>")
@allow(can_choose_grades, load=column_for)
def rename(member: Member, column: Column) -> ResponseReturnValue:
    """Call it otherwise."""
    form = read(LabelForm)
    if not form.ok:
        return _show(member, column, form), 422
    try:
        actions.rename(column, form.version, form.values["label"])
    except Conflict as clash:
        return _show(member, column, form.clashing(clash)), 409
    return redirect(url("grades.show", column_id=column.id))


@pages.post("/<uuid:column_id>/again")
@allow(can_choose_grades, load=column_for)
def again(member: Member, column: Column) -> ResponseReturnValue:
    """Send what was refused once more, and read the gradebook."""
    actions.send_again(column)
    return redirect(url("grades.show", column_id=column.id))


@pages.post("/<uuid:column_id>/retire")
@allow(can_choose_grades, load=column_for)
def retire(member: Member, column: Column) -> ResponseReturnValue:
    """Send nothing there any more."""
    actions.retire(column)
    return redirect(url("grades.index"))


@pages.get("/mine")
@allow(can_see_own_grades, load=course_here)
def mine(member: Member, course: Course) -> ResponseReturnValue:
    """What goes there of my own, before it goes and after."""
    return page("grades/mine.html", mine=queries.own_scores(member, course))


def _index(member: Member, course: Course, form: Form) -> str:
    return page(
        "grades/index.html",
        form=form,
        columns=queries.columns(member, course),
        choices=queries.choices(member, course),
        has_gradebook=queries.has_gradebook(member),
    )


def _show(member: Member, column: Column, form: Form) -> str:
    who = request.args.get("who", "")
    scores = queries.scores_of(member, column, asked_page(), who)
    return page("grades/show.html", column=column, form=form, scores=scores, who=who)
