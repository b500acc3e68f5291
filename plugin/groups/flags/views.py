"""Setting a flag aside, from the page of one mentee."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, read, redirect
from plugin.groups.flags import actions
from plugin.groups.flags.policy import can_set_aside
from plugin.groups.flags.queries import Kind, kind_for
from plugin.groups.flags.schemas import AsideForm
from plugin.groups.page import show_mentee
from plugin.member import Member
from plugin.people.queries import enrolment_for

pages = Blueprint("flags", __name__, url_prefix="/v/<visit>/groups/mentees/<uuid:enrolment_id>/flags")


@pages.post("/<kind>/aside")
@allow(can_set_aside, load=kind_for)
def aside(member: Member, flag: Kind) -> ResponseReturnValue:
    """Not now, and why."""
    form = read(AsideForm)
    if not form.ok:
        return _back(member, flag, form)
    said = form.values
    try:
        actions.set_aside(member, flag, said["since"], said["aside_until"], said["aside_why"])
    except Invalid as fault:
        return _back(member, flag, form.refused(fault))
    return redirect(url("groups.mentee", enrolment_id=flag.mentee_id, _anchor="attention"))


@pages.post("/<kind>/again")
@allow(can_set_aside, load=kind_for)
def again(member: Member, flag: Kind) -> ResponseReturnValue:
    """Look at it again."""
    actions.look_again(member, flag)
    return redirect(url("groups.mentee", enrolment_id=flag.mentee_id, _anchor="attention"))


def _back(member: Member, flag: Kind, form: Form) -> ResponseReturnValue:
    return show_mentee(member, enrolment_for(member, flag.mentee_id), aside={flag.kind: form}), 422
