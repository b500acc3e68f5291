"""Keeping words about a mentee, on their page; and the pages of what somebody keeps, also when it is over."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, asked_page, blank, page, read, redirect
from plugin.groups.page import show_mentee
from plugin.groups.queries import mentee_for
from plugin.groups.remembered import actions, policy
from plugin.groups.remembered.models import OwnNote
from plugin.groups.remembered.queries import PAGE, Kept, former_mentees, kept_about, kept_of, note_for
from plugin.groups.remembered.schemas import LinesForm, NoteForm
from plugin.member import Member
from plugin.people.models import Enrolment

LAST_PAGE = 100

pages = Blueprint("remembered", __name__, url_prefix="/v/<visit>/groups")


@pages.get("/kept")
@allow(policy.can_see_what_they_keep)
def index(member: Member) -> ResponseReturnValue:
    """Whom I no longer mentor and keep words about."""
    number = asked_page(LAST_PAGE)
    former, more = former_mentees(member, number)
    return page("remembered/index.html", former=former, number=number, more=more)


@pages.get("/mentees/<uuid:enrolment_id>/kept")
@allow(policy.can_read_kept, load=kept_of)
def show(member: Member, kept: Kept) -> ResponseReturnValue:
    """All that I keep about somebody."""
    mentee_id = kept.mentee_id
    return page("remembered/show.html", kept=kept_about(member, mentee_id, PAGE, asked_page(LAST_PAGE)))


@pages.post("/mentees/<uuid:enrolment_id>/lines")
@allow(policy.can_remember, load=mentee_for)
def keep(member: Member, person: Enrolment) -> ResponseReturnValue:
    """Keep the two lines."""
    form = read(LinesForm)
    if not form.ok:
        return show_mentee(member, person, lines=form), 422
    said, person_id = form.values, person.id
    try:
        actions.keep_lines(member, person_id, said["first"], said["second"], form.version or 0)
    except Conflict as clash:
        return show_mentee(member, person, lines=form.clashing(clash)), 409
    return redirect(url("groups.mentee", enrolment_id=person_id, _anchor="remembered"))


@pages.post("/mentees/<uuid:enrolment_id>/notes")
@allow(policy.can_remember, load=mentee_for)
def add(member: Member, person: Enrolment) -> ResponseReturnValue:
    """One more note."""
    form = read(NoteForm)
    if not form.ok:
        return show_mentee(member, person, note=form), 422
    try:
        actions.add_note(member, person.id, form.values["about"])
    except Invalid as fault:
        return show_mentee(member, person, note=form.refused(fault)), 422
    return redirect(url("groups.mentee", enrolment_id=person.id, _anchor="remembered"))


@pages.get("/notes/<uuid:note_id>")
@allow(policy.can_change_note, load=note_for)
def edit(member: Member, note: OwnNote) -> ResponseReturnValue:
    """A note of mine, to be changed or taken away."""
    return _edit(member, note, blank(version=note.version, about=note.words))


@pages.post("/notes/<uuid:note_id>")
@allow(policy.can_change_note, load=note_for)
def change(member: Member, note: OwnNote) -> ResponseReturnValue:
    """Say it otherwise."""
    form = read(NoteForm)
    if not form.ok:
        return _edit(member, note, form), 422
    mentee_id = note.mentee_id
    try:
        actions.change_note(note, form.values["about"], form.version or 0)
    except Conflict as clash:
        return _edit(member, note, form.clashing(clash)), 409
    return redirect(url("remembered.show", enrolment_id=mentee_id))


@pages.post("/notes/<uuid:note_id>/take-away")
@allow(policy.can_change_note, load=note_for)
def take_away(member: Member, note: OwnNote) -> ResponseReturnValue:
    """Take it away."""
    mentee_id = note.mentee_id
    actions.take_away(note)
    left = kept_about(member, mentee_id)
    if member.mentors(mentee_id) or left.said or left.total:
        return redirect(url("remembered.show", enrolment_id=mentee_id))
    return redirect(url("remembered.index"))


def _edit(member: Member, note: OwnNote, form: Form) -> str:
    return page("remembered/edit.html", note=note, kept=kept_about(member, note.mentee_id), form=form)
