"""Pages of set-up: five steps, each of which can be looked at again, and the settings that stay a lead's afterwards."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_if_any, path_of
from plugin.courses.programmes.queries import programmes_for
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member
from plugin.people.roster.jobs import read_soon
from plugin.people.roster.queries import standing
from plugin.setup import actions, queries
from plugin.setup.checks import checks_of
from plugin.setup.copies import views as copies
from plugin.setup.limits import views as limits
from plugin.setup.policy import can_begin, can_set_up
from plugin.setup.queries import STEPS, course_in
from plugin.setup.schemas import CadenceForm, ProgrammeForm, StepForm
from plugin.setup.site import views as site
from plugin.setup.together import views as together

pages = Blueprint("setup", __name__, url_prefix="/v/<visit>/set-up")
more_pages = (together.pages, limits.pages, site.pages, copies.pages)


@pages.get("/")
@allow(can_begin)
def show(member: Member) -> ResponseReturnValue:
    """Where set-up goes on; the course itself once that is open."""
    course = course_if_any(member)
    return redirect(_after(course) if course else url("setup.programme"))


@pages.get("/programme")
@allow(can_begin)
def programme(member: Member) -> ResponseReturnValue:
    """Step 1: the programmes to choose from, and what the course is called."""
    course = course_if_any(member)
    if course is None:
        return _programme(member, None, blank(title=member.context_title))
    if course.opened_at:
        return redirect(url("journey.show"))
    return _programme(member, course, blank(course.version, title=course.title, programme=course.programme))


@pages.post("/programme")
@allow(can_begin)
def choose(member: Member) -> ResponseReturnValue:
    """Make the course from a programme, or choose another one for it."""
    form, course = read(ProgrammeForm), course_if_any(member)
    if not form.ok:
        return _programme(member, course, form), 422
    try:
        if course is None:
            actions.begin(member, form.values["programme"], form.values["title"])
        else:
            actions.choose_again(member, course, form.values["programme"], form.values["title"], form.version)
    except Invalid as fault:
        return _programme(member, course_if_any(member), form.refused(fault)), 422
    except Conflict as clash:
        return _programme(member, course, form.clashing(clash)), 409
    return redirect(url("setup.roster"))


@pages.get("/roster")
@allow(can_set_up, load=course_in)
def roster(member: Member, course: Course) -> ResponseReturnValue:
    """Step 2: whom the learning site names."""
    if course.opened_at:
        return redirect(url("groups.index"))
    return _step(member, course, "roster", roster=standing(member), known=queries.known_of(member))


@pages.post("/roster")
@allow(can_set_up, load=course_in)
def read_roster(member: Member, course: Course) -> ResponseReturnValue:
    """Read it now: a job does, as soon as this is kept."""
    read_soon(course.context_id)
    return redirect(url("setup.roster"))


@pages.post("/done")
@allow(can_set_up, load=course_in)
def go_on(member: Member, course: Course) -> ResponseReturnValue:
    """A step that has nothing to keep is done for now."""
    form = read(StepForm)
    step = form.values["step"] if form.ok else None
    if step:
        actions.go_on(course, step)
    return redirect(_after(course, step))


@pages.get("/cadence")
@allow(can_set_up, load=course_in)
def cadence(member: Member, course: Course) -> ResponseReturnValue:
    """Step 4, and later a lead's settings: how often, how soon, and who sees what."""
    talked = [section.id for section in queries.sections_of(course) if section.discussed]
    said = {name: getattr(course, name) for name in actions.CADENCE}
    return _cadence(member, course, blank(course.version, **said, discussed=talked))


@pages.post("/cadence")
@allow(can_set_up, load=course_in)
def keep_cadence(member: Member, course: Course) -> ResponseReturnValue:
    """Keep it, and go on."""
    form = read(CadenceForm)
    if not form.ok:
        return _cadence(member, course, form), 422
    try:
        actions.keep_cadence(course, form.version, **form.values)
    except Conflict as clash:
        return _cadence(member, course, form.clashing(clash)), 409
    actions.go_on(course, "cadence")
    return redirect(url("setup.cadence", saved=1) if course.opened_at else _after(course, "cadence"))


@pages.get("/preview")
@allow(can_set_up, load=course_in)
def preview(member: Member, course: Course) -> ResponseReturnValue:
    """Step 5: the path in short, and what to look at before it is opened."""
    return redirect(url("journey.show")) if course.opened_at else _preview(member, course, blank())


@pages.post("/open")
@allow(can_set_up, load=course_in)
def open(member: Member, course: Course) -> ResponseReturnValue:
    """Open the course."""
    try:
        actions.open_to_all(member, course)
    except Invalid as fault:
        return _preview(member, course, blank().refused(fault)), 422
    return redirect(url("journey.show"))


def _after(course: Course, step: str | None = None) -> str:
    """The address of the step after this one; without one, of the step where set-up was left."""
    if course.opened_at:
        return url("journey.show")
    at = STEPS.index(step) + 2 if step else course.set_up_step
    name = STEPS[min(at, len(STEPS)) - 1]
    return url("together.show" if name == "people" else f"setup.{name}")


def _programme(member: Member, course: Course | None, form: Form) -> str:
    free = course is None or queries.is_untouched(course)
    return _step(member, course, "programme", form=form, programmes=programmes_for(member), free=free)


def _cadence(member: Member, course: Course, form: Form) -> str:
    talks = [(section.id, section.title) for section in queries.sections_of(course)]
    return _step(member, course, "cadence", form=form, talks=talks)


def _preview(member: Member, course: Course, form: Form) -> str:
    far = queries.how_far(member, course)
    return _step(
        member,
        course,
        "preview",
        form=form,
        stops=path_of(member, course),
        checks=checks_of(member, course, far),
    )


def _step(member: Member, course: Course | None, step: str, **said: Any) -> str:
    return page(f"setup/{step}.html", course=course, step=step, far=queries.how_far(member, course), **said)
