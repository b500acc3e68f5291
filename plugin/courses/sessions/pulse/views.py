"""Saying how a session was, and looking back over those that one said."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.page import show_session
from plugin.courses.sessions.policy import can_see_sessions
from plugin.courses.sessions.pulse import actions, policy, queries
from plugin.courses.sessions.pulse.models import SCALES
from plugin.courses.sessions.pulse.schemas import PulseForm
from plugin.courses.sessions.pulse.trend import trend
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.seen import Seen
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import page, read, redirect
from plugin.languages import reads_from_the_right
from plugin.member import Member

pages = Blueprint("pulse", __name__, url_prefix="/v/<visit>/sessions")


@pages.get("/pulse")
@allow(can_see_sessions, load=course_here)
def mine(member: Member, course: Course) -> ResponseReturnValue:
    """My own over time."""
    given = queries.pulses_of(member)
    answers = {name: [getattr(pulse, name) for pulse, _at in given] for name in SCALES}
    drawn = {
        name: trend(values, mirrored=reads_from_the_right())
        for name, values in answers.items()
        if any(values)
    }
    return page("pulse/mine.html", given=given, drawn=drawn)


@pages.post("/<uuid:session_id>/pulse")
@allow(policy.can_say_how_it_was, load=session_for)
def say(member: Member, seen: Seen) -> ResponseReturnValue:
    """Keep how it was."""
    form = read(PulseForm)
    if not form.ok:
        return show_session(member, seen, how=form), 422
    said = dict(form.values)
    words = said.pop("pulse_words")
    try:
        actions.say_how_it_was(member, seen, said, words)
    except Invalid as fault:
        return show_session(member, seen, how=form.refused(fault)), 422
    return redirect(url("sessions.show", session_id=seen.id, _anchor="pulse"))
