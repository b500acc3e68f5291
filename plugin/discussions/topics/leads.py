"""Asking whoever runs the course, from every page: read by them and by whoever asks, by no mentor."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.actions import start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.reaches import topic_reach
from plugin.discussions.shown import shown
from plugin.discussions.speaking import Stage, given_back, heard, said_with
from plugin.discussions.topics.actions import ask_leads
from plugin.discussions.topics.models import Topic
from plugin.discussions.topics.policy import can_ask_leads
from plugin.discussions.topics.schemas import AskForm
from plugin.door import allow, url
from plugin.forms import Form, blank, read, redirect
from plugin.member import Member
from plugin.people.queries import leads

pages = Blueprint("leads", __name__, url_prefix="/v/<visit>/topics/leads")


@pages.get("/")
@allow(can_ask_leads, load=course_here)
def ask(member: Member, course: Course) -> ResponseReturnValue:
    """A form."""
    return _ask(member, blank())


@pages.post("/")
@allow(can_ask_leads, load=course_here)
def send(member: Member, course: Course) -> ResponseReturnValue:
    """Ask it; whoever is muted among others may ask all the same."""
    reach = topic_reach(member, Topic(to_leads=True, begun_by_id=member.enrolment_id))
    form = heard(member, read(AskForm), Stage(reach=reach))
    if not form.ok:
        return given_back(_ask(member, form), form)
    topic = ask_leads(member, course, form.values["title"])
    start_post(member, anchor_of(topic), form.values["words"], **said_with(form))
    return redirect(url("topics.show", topic_id=topic.id))


def _ask(member: Member, form: Form) -> str:
    return shown("discussions/ask_leads.html", form=form, leads=leads(member))
