"""Pages of agreements: where mine stand, one of them, its terms to be written, signed, and what each hopes for."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal

from plugin.courses.agreements import actions, policy, queries
from plugin.courses.agreements.queries import agreement_for
from plugin.courses.agreements.schemas import BeginForm, HopeForm, SignForm, TermsForm
from plugin.courses.agreements.seen import Seen, is_too_much, minutes_a_month
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid, NotHere
from plugin.forms import Form, asked_page, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("agreements", __name__, url_prefix="/v/<visit>/agreements")


@pages.get("/")
@allow(policy.can_see_agreements, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """Where mine stand, begun or not."""
    return page("agreements/index.html", own=queries.own_agreements(member, course, asked_page()))


@pages.post("/")
@allow(policy.can_begin, load=course_here)
def begin(member: Member, course: Course) -> ResponseReturnValue:
    """Begin one with somebody, or with a group."""
    form = read(BeginForm)
    if not form.ok:
        raise NotHere()
    agreement = actions.begin(member, course, form.values["whom"])
    return redirect(url("agreements.show", agreement_id=agreement.id))


@pages.get("/<uuid:agreement_id>")
@allow(policy.can_see_agreement, load=agreement_for)
def show(member: Member, seen: Seen) -> ResponseReturnValue:
    """What is agreed, who signed it, what each hopes for, and what stood there before."""
    looked_at(member, seen.whose.mentee_id)
    return _show(member, seen)


@pages.get("/<uuid:agreement_id>/terms")
@allow(policy.can_change_terms, load=agreement_for)
def edit(member: Member, seen: Seen) -> ResponseReturnValue:
    """What stands there now, or what the programme proposes, to be worded."""
    looked_at(member, seen.whose.mentee_id)
    stands = {name: getattr(seen.terms, name) for name in actions.FIELDS} if seen.terms else _proposed(member)
    return _edit(seen, blank(version=seen.agreement.version, **stands))


@pages.post("/<uuid:agreement_id>/terms")
@allow(policy.can_change_terms, load=agreement_for)
def change(member: Member, seen: Seen) -> ResponseReturnValue:
    """Keep a new version, unless somebody else did meanwhile: then both texts come back."""
    form = read(TermsForm)
    if not form.ok:
        return _edit(seen, form), 422
    try:
        actions.write_terms(member, seen, form.version, **form.values)
    except Conflict as clash:
        return _edit(seen, form.clashing(clash)), 409
    return redirect(url("agreements.show", agreement_id=seen.agreement.id))


@pages.post("/<uuid:agreement_id>/sign")
@allow(policy.can_sign, load=agreement_for)
def sign(member: Member, seen: Seen) -> ResponseReturnValue:
    """Sign the version that was read."""
    form = read(SignForm)
    try:
        actions.sign(member, seen, form.version)
    except Invalid as fault:
        return _show(member, agreement_for(member, seen.agreement.id), sign_form=form.refused(fault)), 422
    return redirect(url("agreements.show", agreement_id=seen.agreement.id))


@pages.post("/<uuid:agreement_id>/hope")
@allow(policy.can_hope, load=agreement_for)
def hope(member: Member, seen: Seen) -> ResponseReturnValue:
    """Say what I hope for."""
    form = read(HopeForm)
    if not form.ok:
        return _show(member, seen, hope_form=form), 422
    try:
        actions.hope(member, seen, form.values["words"])
    except Invalid as fault:
        return _show(member, agreement_for(member, seen.agreement.id), hope_form=form.refused(fault)), 422
    return redirect(url("agreements.show", agreement_id=seen.agreement.id))


def _show(member: Member, seen: Seen, **forms: Form) -> str:
    goals = queries.open_goals(seen)
    return page(
        "agreements/show.html",
        seen=seen,
        earlier=queries.earlier(seen),
        goals=goals,
        takes=format_decimal(round(minutes_a_month(seen.terms, goals) / 60, 1)) if seen.terms else "",
        too_much=seen.terms is not None and is_too_much(seen.terms, goals),
        may_change=policy.can_change_terms(member, seen),
        may_sign=policy.can_sign(member, seen),
        may_hope=policy.can_hope(member, seen),
        **{
            "hope_form": blank(words=seen.mine.words if seen.mine else ""),
            "sign_form": blank(),
            **forms,
        },
    )


def _edit(seen: Seen, form: Form) -> str:
    return page("agreements/edit.html", seen=seen, form=form)


def _proposed(member: Member) -> dict[str, object]:
    """What the course's programme says that people promise, as a beginning."""
    course = course_here(member)
    roles = "\n".join(f"- {line}" for line in course.agreement)
    return {
        "roles": roles,
        "cadence_days": course.cadence_days,
        "reply_days": course.reply_days,
        "minutes": 45,
    }
