"""Pages for sessions: the list, logging one, the session with its notes and actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions import actions, policy, queries
from plugin.courses.sessions.finishing.actions import finish_if_nothing_was_noted
from plugin.courses.sessions.page import show_session
from plugin.courses.sessions.plans.actions import became
from plugin.courses.sessions.plans.policy import can_settle_plan
from plugin.courses.sessions.plans.queries import ahead, plan_for
from plugin.courses.sessions.plans.seen import Planned
from plugin.courses.sessions.present import Partner, Present, partners, people_of_group
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.questions.hand import at_hand
from plugin.courses.sessions.said import clash_said, on_their_clock
from plugin.courses.sessions.schemas import MODES, ChangedSession, LoggedSession, NewAction, Note
from plugin.courses.sessions.seen import Seen
from plugin.door import allow, url
from plugin.errors import Conflict, Invalid, NotHere
from plugin.forms import Form, asked_page, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at

pages = Blueprint("sessions", __name__, url_prefix="/v/<visit>/sessions")
LAST_PAGE = 1000


@pages.get("/")
@allow(policy.can_see_sessions, load=course_here)
def index(member: Member, course: Course) -> ResponseReturnValue:
    """The sessions I was in, the newest first."""
    number = asked_page(LAST_PAGE)
    return page(
        "sessions/index.html",
        seen=queries.sessions_seen(member, number),
        number=number,
        modes=MODES,
        ahead=ahead(member) if number == 1 else None,
        may_log=policy.can_log_session(member, course),
    )


@pages.get("/new")
@allow(policy.can_log_session, load=course_here)
def new(member: Member, course: Course) -> ResponseReturnValue:
    """With whom first, where there is a choice; then the form."""
    choices = partners(member)
    planned = _planned(member, request.args.get("plan", type=UUID))
    key = (
        planned.partner
        if planned
        else request.args.get("with") or (choices[0].key if len(choices) == 1 else None)
    )
    if key is None:
        return page("sessions/whom.html", choices=choices)
    partner = _one_of(choices, key)
    if partner is None:
        raise NotHere()
    people = _people(member, partner)
    there = [str(one.id) for one in people]
    return _new(member, blank(present=there, **_when_and_how(member, planned)), choices, partner)


@pages.post("/new")
@allow(policy.can_log_session, load=course_here)
def log(member: Member, course: Course) -> ResponseReturnValue:
    """Keep it."""
    form, choices = read(LoggedSession), partners(member)
    partner = _one_of(choices, form.typed["whom"])
    if not form.ok:
        return _new(member, form, choices, partner), 422
    try:
        session = actions.log_session(member, course, **_logged(form.values, partner))
        planned = _planned(member, form.values["plan"])
        became(member, session, planned if planned and planned.partner == form.values["whom"] else None)
        finish_if_nothing_was_noted(session)
    except Invalid as fault:
        return _new(member, form.refused(fault), choices, partner), 422
    return redirect(url("sessions.show", session_id=session.id))


@pages.get("/<uuid:session_id>")
@allow(policy.can_see_session, load=session_for)
def show(member: Member, seen: Seen) -> ResponseReturnValue:
    """What was shared beside what is only mine, and what was promised."""
    looked_at(member, seen.mentee_id)
    return show_session(member, seen)


@pages.get("/<uuid:session_id>/edit")
@allow(policy.can_change_session, load=session_for)
def edit(member: Member, seen: Seen) -> ResponseReturnValue:
    """What stands there now, to be changed."""
    looked_at(member, seen.mentee_id)
    stands = {name: getattr(seen, name) for name in ("minutes", "mode", "shared", "ideas", "cost")}
    return _edit(member, seen, blank(version=seen.version, at=on_their_clock(member, seen.at), **stands))


@pages.post("/<uuid:session_id>/edit")
@allow(policy.can_change_session, load=session_for)
def change(member: Member, seen: Seen) -> ResponseReturnValue:
    """Change it, unless somebody else did so meanwhile: then both texts come back."""
    form = read(ChangedSession)
    if not form.ok:
        return _edit(member, seen, form), 422
    try:
        actions.change_session(member, seen, form.version or 0, **form.values)
    except Invalid as fault:
        return _edit(member, seen, form.refused(fault)), 422
    except Conflict as clash:
        return _edit(member, seen, form.clashing(clash_said(clash))), 409
    return redirect(url("sessions.show", session_id=seen.id))


@pages.post("/<uuid:session_id>/private-note")
@allow(policy.can_keep_note, load=session_for)
def note(member: Member, seen: Seen) -> ResponseReturnValue:
    """Keep what is only mine."""
    form = read(Note)
    if not form.ok:
        return show_session(member, seen, note=form), 422
    try:
        actions.keep_private_note(member, seen.id, form.values["words"], form.version or 0)
    except Conflict as clash:
        return show_session(member, seen, note=form.clashing(clash)), 409
    return redirect(url("sessions.show", session_id=seen.id))


@pages.post("/<uuid:session_id>/actions")
@allow(policy.can_promise, load=session_for)
def add_action(member: Member, seen: Seen) -> ResponseReturnValue:
    """One more promise."""
    form = read(NewAction)
    if not form.ok:
        return show_session(member, seen, action=form), 422
    what, owner_id, due = (form.values[name] for name in ("what", "owner", "due"))
    try:
        actions.promise_action(member, seen, what=what, owner_id=owner_id, due=due)
    except Invalid as fault:
        return show_session(member, seen, action=form.refused(fault)), 422
    return redirect(url("sessions.show", session_id=seen.id))


def _new(member: Member, form: Form, choices: list[Partner], partner: Partner | None) -> str:
    return page(
        "sessions/new.html",
        form=form,
        choices=choices,
        partner=partner,
        people=_people(member, partner) if partner else [],
        modes=list(MODES.items()),
        **at_hand(member),
    )


def _planned(member: Member, plan_id: UUID | None) -> Planned | None:
    """The planned session that this is about to be. Raises NotHere for one that is not the member's to settle."""
    if plan_id is None:
        return None
    found = plan_for(member, plan_id)
    return found if can_settle_plan(member, found) else None


def _when_and_how(member: Member, planned: Planned | None) -> dict[str, Any]:
    """What the form begins with: what was planned, else that it was a moment ago."""
    if planned:
        said = {
            "minutes": planned.minutes,
            "mode": planned.mode,
            "shared": planned.agenda,
            "plan": planned.id,
        }
        return {"at": on_their_clock(member, planned.at), **said}
    now = on_their_clock(member, clock.now())
    return {"at": now.replace(minute=now.minute // 5 * 5), "mode": "video"}


def _edit(member: Member, seen: Seen, form: Form) -> str:
    return page(
        "sessions/edit.html",
        seen=seen,
        form=form,
        modes=list(MODES.items()),
        **at_hand(member),
    )


def _people(member: Member, partner: Partner) -> list[Present]:
    """Who may have been there: the group's people, or the two."""
    if partner.kind == "group":
        return people_of_group(member, partner.id)
    assert member.enrolment_id
    other, own = ("mentor", "mentee") if partner.kind == "mentor" else ("mentee", "mentor")
    return [Present(member.enrolment_id, member.name, own), Present(partner.id, partner.name, other)]


def _one_of(choices: list[Partner], key: str) -> Partner | None:
    return next((choice for choice in choices if choice.key == key), None)


def _logged(said: dict[str, Any], partner: Partner | None) -> dict[str, Any]:
    """The form's values as the action wants them; without a partner it refuses."""
    whom = {f"{partner.kind}_id": partner.id} if partner else {}
    promise = (said["action"], said["action_owner"], said["action_due"])
    kept = {
        name: said[name]
        for name in ("at", "minutes", "mode", "shared", "ideas", "cost", "private", "present")
    }
    return {**kept, **whom, "actions": [promise] if said["action"] else []}
