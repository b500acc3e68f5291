"""The page of questions: those at hand, one's own, and the stories of mentors."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.questions import actions, policy, queries
from plugin.courses.sessions.questions.models import OwnQuestion
from plugin.courses.sessions.questions.queries import question_for
from plugin.courses.sessions.questions.schemas import STAGES, KeptQuestion, StoryForm
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("questions", __name__, url_prefix="/v/<visit>/sessions/questions")


@pages.get("/")
@allow(policy.can_see_questions, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """What is at hand."""
    return _index(member, course)


@pages.post("/")
@allow(policy.can_see_questions, load=course_here)
def keep(member: Member, course: Course) -> ResponseReturnValue:
    """Keep one of my own."""
    form = read(KeptQuestion)
    if not form.ok:
        return _index(member, course, form=form), 422
    try:
        actions.keep_question(member, form.values["stage"], form.values["question"])
    except Invalid as fault:
        return _index(member, course, form=form.refused(fault)), 422
    return redirect(url("questions.index"))


@pages.post("/<uuid:question_id>/drop")
@allow(policy.can_drop_question, load=question_for)
def drop(member: Member, question: OwnQuestion) -> ResponseReturnValue:
    """No longer keep it."""
    actions.drop_question(question)
    return redirect(url("questions.index"))


@pages.post("/story")
@allow(policy.can_tell_story, load=course_here)
def tell(member: Member, course: Course) -> ResponseReturnValue:
    """Tell my own story."""
    form = read(StoryForm)
    if not form.ok:
        return _index(member, course, story=form), 422
    try:
        actions.tell_story(member, form.values["story"], form.version or 0)
    except Conflict as clash:
        return _index(member, course, story=form.clashing(clash)), 409
    return redirect(url("questions.index", _anchor="story"))


def _index(member: Member, course: Course, **forms: Form) -> str:
    own = queries.own_story(member)
    story = blank(version=own.version, story=own.words) if own else blank(version=0)
    given: dict[str, Any] = {"form": blank(), "story": story, **forms}
    return page(
        "questions/index.html",
        bank=queries.bank_of(member),
        stages=STAGES,
        told=queries.stories_for(member),
        may_tell=policy.can_tell_story(member, course),
        **given,
    )
