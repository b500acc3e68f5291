"""Pages of attention: what is new, what waits for a mentor, whom one can mention; following and not."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.attention import bell, following, mentions
from plugin.discussions.attention.policy import can_call, can_follow, can_hear_news, can_see_what_waits
from plugin.discussions.attention.waiting import FILTERS, HOURS, waiting_for
from plugin.discussions.places import ON, page_of
from plugin.discussions.queries import Discussion, discussion_of
from plugin.discussions.shown import shown
from plugin.door import allow, url
from plugin.forms import asked_page, redirect, sought
from plugin.member import Member

pages = Blueprint("attention", __name__, url_prefix="/v/<visit>/discussions")


@pages.get("/news")
@allow(can_hear_news, load=course_here)
def news(member: Member, course: Course) -> ResponseReturnValue:
    """What is new in the talk that I follow."""
    return shown("discussions/news.html", news=bell.news_for(member))


@pages.post("/news/read")
@allow(can_hear_news, load=course_here)
def read_all(member: Member, course: Course) -> ResponseReturnValue:
    """Nothing of it is new any more."""
    bell.read_all(member)
    return redirect(url("attention.news"))


@pages.get("/waiting")
@allow(can_see_what_waits, load=course_here)
def waiting(member: Member, course: Course) -> ResponseReturnValue:
    """What my mentees said that waits for a word."""
    asked = request.args.get("which", "me")
    which = asked if asked in FILTERS else "me"
    hours = request.args.get("hours", 0, type=int)
    hours = hours if hours in HOURS else 0
    number = asked_page()
    waits = waiting_for(member, which, hours, number)
    told = {"reply_days": course.reply_days, "every": HOURS}
    return shown("discussions/waiting.html", waits=waits, which=which, hours=hours, **told)


@pages.post(f"{ON}/follow")
@allow(can_follow, load=discussion_of)
def follow(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Tell me of what comes."""
    return _follow(member, discussion, follows=True)


@pages.post(f"{ON}/follow-not")
@allow(can_follow, load=discussion_of)
def follow_not(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """Tell me no more of it."""
    return _follow(member, discussion, follows=False)


@pages.get(f"{ON}/people")
@allow(can_call, load=discussion_of)
def people(member: Member, discussion: Discussion) -> ResponseReturnValue:
    """A few names that begin so, for the list that opens at an '@'."""
    names = mentions.offered(member, discussion.reach, sought("begins"))
    return render_template("discussions/_names.html", names=names)


def _follow(member: Member, discussion: Discussion, *, follows: bool) -> ResponseReturnValue:
    assert discussion.thread_id is not None, "the policy lets nobody here before something was said"
    following.follow(member, discussion.thread_id, discussion.said, follows=follows)
    return redirect(page_of(discussion.anchor))
