"""The page on which everything stands in order."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin.courses.goals.schemas import ENTRIES
from plugin.courses.goals.standing.schemas import STATES
from plugin.door import allow
from plugin.forms import page
from plugin.groups.policy import can_see_mentee
from plugin.groups.queries import mentee_for
from plugin.groups.timeline.queries import place_said, timeline_of
from plugin.groups.timeline.sources import CHIPS
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.people.opened.views import looked_at
from plugin.people.queries import names

pages = Blueprint("timeline", __name__, url_prefix="/v/<visit>/groups/mentees/<uuid:enrolment_id>/timeline")


@pages.get("/")
@allow(can_see_mentee, load=mentee_for)
def show(member: Member, person: Enrolment) -> ResponseReturnValue:
    """Everything that the viewer reads of one mentee, or of themselves."""
    looked_at(member, person.id)
    which = request.args.get("which", "")
    chip = which if which in CHIPS else ""
    return page(
        "timeline/show.html",
        person_id=person.id,
        name=names(member, [person.id])[person.id],
        is_me=person.id == member.enrolment_id,
        chips=CHIPS,
        chip=chip,
        timeline=timeline_of(member, person.id, chip, place_said(request.args.get("before", ""))),
        states=STATES,
        entries=ENTRIES,
    )
