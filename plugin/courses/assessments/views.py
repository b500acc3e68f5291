"""The section page, with its resources and its questions, and keeping what is answered."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.assessments import actions
from plugin.courses.assessments.policy import can_answer
from plugin.courses.assessments.queries import items_of, own_answers, version_of
from plugin.courses.assessments.schemas import answers_to
from plugin.courses.outline.policy import can_finish, can_read_section, follows_mentees
from plugin.courses.outline.progress import mark_done, mark_not_done
from plugin.courses.outline.queries import Stop, around, mentees_done_with, section_for
from plugin.courses.resources.policy import can_add_resource
from plugin.courses.resources.queries import shelf_of
from plugin.door import allow, url
from plugin.errors import Conflict
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

sections = Blueprint("sections", __name__, url_prefix="/v/<visit>/sections")
pages = Blueprint("answers", __name__, url_prefix="/v/<visit>/answers")
more_pages = (sections,)


@sections.get("/<uuid:section_id>")
@allow(can_read_section, load=section_for)
def show(member: Member, stop: Stop) -> ResponseReturnValue:
    """What the section is for, what it holds, and what settles it."""
    return _page(member, stop, _answers_so_far(member, stop))


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
@allow(can_answer, load=section_for)
def keep(member: Member, stop: Stop) -> ResponseReturnValue:
    """Keep the answers, unless another window kept some meanwhile: then both texts come back."""
    items = items_of(stop.section)
    form = read(answers_to(items))
    if not form.ok:
        return _page(member, stop, form), 422
    words = {item.id: form.values[f"answer_{item.id.hex}"] for item in items}
    try:
        actions.keep_answers(member, stop.section, words, form.version)
    except Conflict as clash:
        return _page(member, stop, form.clashing(clash)), 409
    return redirect(url("sections.show", section_id=stop.section.id))


def _answers_so_far(member: Member, stop: Stop) -> Form | None:
    if not can_answer(member, stop):
        return None
    kept = own_answers(member, stop.section)
    return blank(version_of(kept), **{f"answer_{item.hex}": answer.words for item, answer in kept.items()})


def _page(member: Member, stop: Stop, form: Form | None) -> str:
    follows = follows_mentees(member)
    return page(
        "sections/show.html",
        stop=stop,
        section=stop.section,
        shelf=shelf_of(member, stop.section, max(1, min(request.args.get("page", 1, type=int), 10_000))),
        form=form,
        items=items_of(stop.section) if stop.section.asks else [],
        around=around(member, stop.section),
        mentees=mentees_done_with(member, stop.section) if follows else None,
        may_finish=can_finish(member, stop),
        may_add=can_add_resource(member, stop),
    )
