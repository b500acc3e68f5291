"""The section page with what it asks, keeping and handing in answers, and what a mentor says to them."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin import slots
from plugin.courses.assessments import actions, policy, record
from plugin.courses.assessments.items import views as items_pages
from plugin.courses.assessments.present import of_section, of_work
from plugin.courses.assessments.queries import Step, Work, items_of, signs_of, step_for, work_for
from plugin.courses.assessments.schemas import Signed, answers_to, response_to, told_in
from plugin.courses.outline.policy import can_finish, can_read_section, follows_mentees
from plugin.courses.outline.progress import mark_done, mark_not_done
from plugin.courses.outline.queries import Stop, around, mentees_done_with, section_for
from plugin.courses.resources.policy import can_add_resource
from plugin.courses.resources.queries import shelf_of
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, asked_page, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

sections = Blueprint("sections", __name__, url_prefix="/v/<visit>/sections")
pages = Blueprint("answers", __name__, url_prefix="/v/<visit>/answers")
more_pages = (sections, items_pages.pages)


@sections.get("/<uuid:section_id>")
@allow(can_read_section, load=section_for)
def show(member: Member, stop: Stop) -> ResponseReturnValue:
    """What the section is for, what it holds, and what settles it."""
    return _page(member, stop)


@sections.post("/<uuid:section_id>/done")
@allow(can_finish, load=section_for)
def done(member: Member, stop: Stop) -> ResponseReturnValue:
    """The mentee is done with it."""
    assert member.enrolment_id is not None
    mark_done(member.enrolment_id, stop.section)
    return redirect(url("sections.show", section_id=stop.section.id))


@sections.post("/<uuid:section_id>/reopen")
@allow(can_finish, load=section_for)
def reopen(member: Member, stop: Stop) -> ResponseReturnValue:
    """Not done after all."""
    assert member.enrolment_id is not None
    mark_not_done(member.enrolment_id, stop.section)
    return redirect(url("sections.show", section_id=stop.section.id))


@pages.post("/<uuid:section_id>")
@allow(policy.can_answer, load=section_for)
def keep(member: Member, stop: Stop) -> ResponseReturnValue:
    """Keep the draft, or hand it in, unless another window kept something meanwhile: then both texts come back."""
    items = items_of(stop.section)
    form = read(answers_to(items))
    if not form.ok:
        return _page(member, stop, form), 422
    told = told_in(form, items)
    handing_in = form.values["then"] == "hand in"
    if handing_in and (still := record.still_open(items, told)):
        return _page(member, stop, replace(form, errors=still)), 422
    try:
        actions.keep_answers(member, stop.section, told, form.version)
    except Conflict as clash:
        if not clash.theirs:
            raise
        return _page(member, stop, form.clashing(clash)), 409
    if handing_in:
        actions.hand_in(member, stop.section)
    return redirect(url("sections.show", section_id=stop.section.id))


@pages.get("/<uuid:section_id>/of/<uuid:enrolment_id>")
@allow(policy.can_read_work, load=work_for)
def work(member: Member, work: Work) -> ResponseReturnValue:
    """Every attempt of one mentee at one section, and what was said to each, for the pair."""
    looked_at(member, work.enrolment_id)
    return _work(member, work, blank(work.latest.version if work.latest else None))


@pages.post("/<uuid:section_id>/of/<uuid:enrolment_id>")
@allow(policy.can_respond, load=work_for)
def respond(member: Member, work: Work) -> ResponseReturnValue:
    """Say what one thinks of it, and hand it back or say that it is done."""
    items = items_of(work.section)
    form = read(response_to(items))
    if not form.ok:
        return _work(member, work, form), 422
    levels = told_in(form, items, mentors=True)
    is_done = form.values["verdict"] == "done"
    if is_done and (
        still := record.open_for_mentor(items, levels, signs_of(work.section, work.enrolment_id))
    ):
        return _work(member, work, replace(form, errors=still)), 422
    said = actions.Response(form.values["feedback"], is_done, levels)
    try:
        actions.respond(member, work, said, form.version)
    except Invalid as fault:
        return _work(member, work, form.refused(fault)), 422
    except Conflict as clash:
        now = work_for(member, work.section.id, work.enrolment_id)
        return _work(member, now, form.clashing(clash)), 409
    return _to(work.section.id, work.enrolment_id)


@pages.post("/<uuid:section_id>/of/<uuid:enrolment_id>/take-back")
@allow(policy.can_take_back, load=work_for)
def take_back(member: Member, work: Work) -> ResponseReturnValue:
    """Go on with what was handed in."""
    actions.take_back(work)
    return redirect(url("sections.show", section_id=work.section.id))


@pages.post("/steps/<uuid:item_id>/of/<uuid:enrolment_id>")
@allow(policy.can_sign, load=step_for)
def sign(member: Member, step: Step) -> ResponseReturnValue:
    """Sign a step off, or take that back."""
    form = read(Signed)
    if form.ok:
        actions.sign(member, step, signed=form.values["signed"] == "yes")
        return _to(step.section_id, step.enrolment_id)
    found = work_for(member, step.section_id, step.enrolment_id)
    return _work(member, found, blank(found.latest.version if found.latest else None)), 422


def _to(section_id: object, enrolment_id: object) -> ResponseReturnValue:
    return redirect(url("answers.work", section_id=section_id, enrolment_id=enrolment_id))


def _work(member: Member, work: Work, form: Form) -> str:
    return page("assessments/work.html", form=form, **of_work(member, work))


def _page(member: Member, stop: Stop, form: Form | None = None) -> str:
    follows = follows_mentees(member)
    return page(
        "sections/show.html",
        stop=stop,
        section=stop.section,
        shelf=shelf_of(member, stop.section, asked_page()),
        around=around(member, stop.section),
        mentees=mentees_done_with(member, stop.section) if follows else None,
        may_finish=can_finish(member, stop),
        may_add=can_add_resource(member, stop),
        beside=slots.beside(member, stop.section),
        **of_section(member, stop, form, again="again" in request.args),
    )
