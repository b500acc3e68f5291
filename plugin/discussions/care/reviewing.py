"""Asking for a post to be looked at, and looking: what becomes of it, and of whoever wrote it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.discussions.care import flags, muting
from plugin.discussions.care.flags import flagged_in, flagged_post
from plugin.discussions.care.policy import can_flag, can_mute, can_review
from plugin.discussions.care.schemas import DAYS, SAID_REASONS, FlagForm, MuteForm, SettleForm
from plugin.discussions.models import Post
from plugin.discussions.places import place_of
from plugin.discussions.queries import as_told, discussion_around, post_for
from plugin.discussions.shown import shown
from plugin.door import allow, url
from plugin.forms import Form, blank, read, redirect
from plugin.member import Member
from plugin.people.models import Enrolment
from plugin.people.queries import enrolment_for, names

pages = Blueprint("reviewing", __name__, url_prefix="/v/<visit>/discussions")


@pages.get("/posts/<uuid:post_id>/flag")
@allow(can_flag, load=post_for)
def flagging(member: Member, post: Post) -> ResponseReturnValue:
    """Why somebody should look at it."""
    return _flagging(member, post, blank())


@pages.post("/posts/<uuid:post_id>/flag")
@allow(can_flag, load=post_for)
def flag(member: Member, post: Post) -> ResponseReturnValue:
    """Ask for it to be looked at."""
    form = read(FlagForm)
    if not form.ok:
        return _flagging(member, post, form), 422
    flags.flag(member, post, **form.values)
    return redirect(place_of(member, post))


@pages.get("/flags")
@allow(can_review, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """What waits to be looked at."""
    return _index(member, course, blank())


@pages.post("/posts/<uuid:post_id>/settle")
@allow(can_review, load=flagged_post)
def settle(member: Member, post: Post) -> ResponseReturnValue:
    """Say what becomes of it."""
    form = read(SettleForm)
    if not form.ok:
        return _index(member, course_here(member), form), 422
    flags.settle(member, post, **form.values)
    return redirect(url("reviewing.index"))


@pages.get("/people/<uuid:enrolment_id>/mute")
@allow(can_mute, load=enrolment_for)
def muting_form(member: Member, who: Enrolment) -> ResponseReturnValue:
    """For how long somebody shall not write among others, and why."""
    return _muting(member, who, blank(days="7"))


@pages.post("/people/<uuid:enrolment_id>/mute")
@allow(can_mute, load=enrolment_for)
def mute(member: Member, who: Enrolment) -> ResponseReturnValue:
    """Let them read on and not write among others."""
    form = read(MuteForm)
    if not form.ok:
        return _muting(member, who, form), 422
    muting.mute(member, course_here(member), who, **form.values)
    return redirect(url("care.done"))


@pages.post("/people/<uuid:enrolment_id>/unmute")
@allow(can_mute, load=enrolment_for)
def unmute(member: Member, who: Enrolment) -> ResponseReturnValue:
    """Let them write again."""
    muting.unmute(member, course_here(member), who)
    return redirect(url("care.done"))


def _index(member: Member, course: Course, form: Form) -> str:
    flagged = flagged_in(member, course)
    return shown("discussions/flags.html", flagged=flagged, reasons=SAID_REASONS, form=form)


def _flagging(member: Member, post: Post, form: Form) -> str:
    told = {"discussion": discussion_around(member, post), "this": as_told(member, post)}
    reasons = list(SAID_REASONS.items())
    hides = course_here(member).hide_flagged
    return shown("discussions/flag.html", form=form, reasons=reasons, hides=hides, **told)


def _muting(member: Member, who: Enrolment, form: Form) -> str:
    name = names(member, [who.id])[who.id]
    return shown("discussions/mute.html", who=who, name=name, form=form, days=list(DAYS.items()))
