"""Saying how a session was, looking back over those that one said, and letting one's mentors see some of it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.page import show_session
from plugin.courses.sessions.policy import can_see_sessions
from plugin.courses.sessions.pulse import actions, policy, queries, shared
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
    since, may_share = shared.shared_since(member), policy.can_share(member, course)
    return page(
        "pulse/mine.html",
        given=given,
        drawn=drawn,
        since=since,
        may_share=may_share,
        mentors=shared.seen_by_mentors(member) if since or may_share else [],
    )


@pages.post("/pulse/share")
@allow(policy.can_share, load=course_here)
def share(member: Member, _course: Course) -> ResponseReturnValue:
    """Let my mentors see how useful it was."""
    actions.let_mentors_see(member)
    return redirect(url("pulse.mine", _anchor="sharing"))


@pages.post("/pulse/keep-to-myself")
@allow(policy.can_stop_sharing, load=course_here)
def keep_to_myself(member: Member, _course: Course) -> ResponseReturnValue:
    """Let them see it no longer."""
    actions.keep_to_myself(member)
    return redirect(url("pulse.mine", _anchor="sharing"))


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
