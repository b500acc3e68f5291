"""Planned sessions for somebody's own calendar: one as a file, all of theirs behind an address."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.calendar import feeds, ics, serving
from plugin.courses.sessions.calendar.schemas import FeedForm
from plugin.courses.sessions.plans.policy import can_see_plan
from plugin.courses.sessions.plans.queries import plan_for
from plugin.courses.sessions.plans.seen import Planned
from plugin.courses.sessions.policy import can_log_session
from plugin.courses.sessions.schemas import MODES
from plugin.door import allow, public, url
from plugin.forms import blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("calendar", __name__)


@pages.get("/calendar/<token>.ics")
@public
def feed(token: str) -> Response:
    """What the calendar of whoever holds this address asks for."""
    return _answer(serving.calendar_at(token))


@pages.get("/v/<visit>/sessions/plans/<uuid:plan_id>.ics")
@allow(can_see_plan, load=plan_for)
def one(member: Member, plan: Planned) -> Response:
    """One session, to be put into a calendar by hand; it may be passed on, so it says no words either."""
    answer = _answer(ics.calendar([plan], MODES))
    answer.headers["Content-Disposition"] = 'attachment; filename="mentoring.ics"'
    return answer


@pages.get("/v/<visit>/sessions/calendar")
@allow(can_log_session, load=course_here)
def show(member: Member, course: Course) -> ResponseReturnValue:
    """My address, and how to make one."""
    mine = feeds.feed_of(member)
    token = feeds.token_of(mine) if mine else ""
    address = current_app.config["TANDEM"].base_url + url_for("calendar.feed", token=token) if token else ""
    return page("calendar/show.html", feed=mine, address=address, form=blank())


@pages.post("/v/<visit>/sessions/calendar")
@allow(can_log_session, load=course_here)
def make(member: Member, course: Course) -> ResponseReturnValue:
    """Make one; the one before it is dead."""
    feeds.make_feed(member, words=read(FeedForm).values["words"])
    return redirect(url("calendar.show"))


@pages.post("/v/<visit>/sessions/calendar/end")
@allow(can_log_session, load=course_here)
def end(member: Member, course: Course) -> ResponseReturnValue:
    """Take it back."""
    feeds.end_feed(member)
    return redirect(url("calendar.show"))


def _answer(made: bytes) -> Response:
    answer = make_response(made)
    answer.headers["Content-Type"] = ics.TYPE
    return answer
