"""Pages of how two fit: each says it alone; whoever runs the course sees that a change is wanted."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.agreements.fit import actions, policy, queries
from plugin.courses.agreements.fit.queries import Two, two_for
from plugin.courses.agreements.fit.schemas import CHOICES, FitForm
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow, url
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member

pages = Blueprint("fit", __name__, url_prefix="/v/<visit>/agreements/fit")


@pages.get("/")
@allow(policy.can_see_who_wants_a_change, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """Where a change is wanted."""
    return page("fit/index.html", wanted=queries.who_wants_a_change(member))


@pages.get("/<uuid:other_id>")
@allow(policy.can_say_fit, load=two_for)
def look(member: Member, two: Two) -> ResponseReturnValue:
    """What I said, to be said or said otherwise."""
    mine = two.mine
    return _look(two, blank(fit=mine.answer, fit_words=mine.words) if mine else blank())


@pages.post("/<uuid:other_id>")
@allow(policy.can_say_fit, load=two_for)
def say(member: Member, two: Two) -> ResponseReturnValue:
    """Say it."""
    form = read(FitForm)
    if not form.ok:
        return _look(two, form), 422
    actions.say_fit(member, two, form.values["fit"], form.values["fit_words"])
    return redirect(url("fit.look", other_id=two.other_id))


def _look(two: Two, form: Form) -> str:
    return page("fit/look.html", two=two, form=form, choices=list(CHOICES.items()))
