"""Pages of talk that stands free: what is talked about, a topic, a new one."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin import slots
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.actions import start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.care.flags import how_many_wait
from plugin.discussions.care.muting import muted_here
from plugin.discussions.places import page_of
from plugin.discussions.reaches import topic_reach
from plugin.discussions.shown import shown
from plugin.discussions.speaking import Stage, given_back, heard, said_with
from plugin.discussions.topics import actions, queries
from plugin.discussions.topics.models import Topic
from plugin.discussions.topics.policy import (
    can_bring_up,
    can_read_topic,
    can_read_topics,
    can_rename_topic,
)
from plugin.discussions.topics.queries import topic_for
from plugin.discussions.topics.schemas import TitleForm, TopicForm
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, asked_page, blank, read, redirect
from plugin.member import Member
from plugin.people.queries import names

pages = Blueprint("topics", __name__, url_prefix="/v/<visit>/topics")


@pages.get("/")
@allow(can_read_topics, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """What is talked about, the latest first."""
    number = asked_page()
    waiting = how_many_wait(member) if member.is_lead else 0
    return shown("discussions/topics.html", topics=queries.topics_for(member, number), waiting=waiting)


@pages.get("/new")
@allow(can_bring_up, load=course_here)
def new(member: Member, course: Course) -> ResponseReturnValue:
    """A form for something to talk about, or to ask for advice."""
    return _new(member, course, blank(asks=True) if request.args.get("asks") else blank())


@pages.post("/new")
@allow(can_bring_up, load=course_here)
def bring_up(member: Member, course: Course) -> ResponseReturnValue:
    """Bring it up, with the first words about it."""
    form = read(TopicForm)
    reach = topic_reach(member, Topic(group_id=form.values.get("whom")))
    anonymous = reach.lets_names_be_left_out(course.anonymous)
    form = heard(member, form, Stage(anonymous, muted_here(member), reach=reach))
    if form.ok:
        title, whom, words = (form.values[name] for name in ("title", "whom", "words"))
        try:
            topic = actions.bring_up(member, course, title, whom)
        except Invalid as fault:
            form = form.refused(fault)
        else:
            start_post(member, anchor_of(topic), words, **said_with(form))
            return redirect(url("topics.show", topic_id=topic.id))
    return given_back(_new(member, course, form), form)


@pages.get("/<uuid:topic_id>")
@allow(can_read_topic, load=topic_for)
def show(member: Member, topic: Topic) -> ResponseReturnValue:
    """A topic, and everything that was said about it."""
    return shown(
        "discussions/topic.html",
        topic=topic,
        between=names(member, [one for one in (topic.mentor_id, topic.mentee_id) if one]),
        may_rename=can_rename_topic(member, topic),
        beside=slots.beside(member, topic),
    )


@pages.get("/<uuid:topic_id>/name")
@allow(can_rename_topic, load=topic_for)
def name(member: Member, topic: Topic) -> ResponseReturnValue:
    """What it is called, to be changed."""
    return shown("discussions/rename.html", topic=topic, form=blank(title=topic.title))


@pages.post("/<uuid:topic_id>/name")
@allow(can_rename_topic, load=topic_for)
def rename(member: Member, topic: Topic) -> ResponseReturnValue:
    """Call it something else."""
    form = read(TitleForm)
    if not form.ok:
        return shown("discussions/rename.html", topic=topic, form=form), 422
    actions.rename(topic, form.values["title"])
    return redirect(page_of(anchor_of(topic)))


def _new(member: Member, course: Course, form: Form) -> str:
    groups = queries.own_groups(member)
    return shown(
        "discussions/bring_up.html",
        form=form,
        groups=[(group.id, group.name) for group in groups],
        anonymous=course.anonymous or any(group.anonymous for group in groups),
    )
