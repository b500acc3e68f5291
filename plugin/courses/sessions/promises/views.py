"""A promise: what became of it, and for who made it another day, or letting it go."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.courses.goals.schemas import DoneOrNot
from plugin.courses.sessions.promises import actions, policy, queries
from plugin.courses.sessions.promises.queries import action_for
from plugin.courses.sessions.promises.schemas import KINDS, LetGo, Moved
from plugin.courses.sessions.promises.seen import Promise
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect
from plugin.member import Member
from plugin.people.opened.views import looked_at
from plugin.people.queries import names

pages = Blueprint("promises", __name__, url_prefix="/v/<visit>/sessions/actions")


@pages.get("/<uuid:action_id>")
@allow(policy.can_see_promise, load=action_for)
def show(member: Member, promise: Promise) -> ResponseReturnValue:
    """What was promised, and how it came to stand as it does."""
    looked_at(member, promise.owner_id if member.mentors(promise.owner_id) else None)
    return _show(member, promise)


@pages.post("/<uuid:action_id>/done")
@allow(policy.can_finish_action, load=action_for)
def done(member: Member, promise: Promise) -> ResponseReturnValue:
    """Kept, or not kept after all."""
    form = read(DoneOrNot)
    if form.ok:
        actions.finish_action(member, promise, done=form.values["done"] == "yes")
    return redirect(url("sessions.show", session_id=promise.session_id))


@pages.post("/<uuid:action_id>/move")
@allow(policy.can_turn_promise, load=action_for)
def move(member: Member, promise: Promise) -> ResponseReturnValue:
    """To another day."""
    form = read(Moved)
    if not form.ok:
        return _show(member, promise, moved=form), 422
    try:
        actions.move_promise(member, promise, form.values["moved_to"], form.values["moved_why"])
    except Invalid as fault:
        return _show(member, promise, moved=form.refused(fault)), 422
    return redirect(url("promises.show", action_id=promise.id))


@pages.post("/<uuid:action_id>/let-go")
@allow(policy.can_turn_promise, load=action_for)
def let_go(member: Member, promise: Promise) -> ResponseReturnValue:
    """It is not going to be done."""
    form = read(LetGo)
    if not form.ok:
        return _show(member, promise, gone=form), 422
    actions.let_go(member, promise, form.values["let_go_why"])
    return redirect(url("promises.show", action_id=promise.id))


def _show(member: Member, promise: Promise, **forms: Form) -> str:
    called = names(member, [promise.for_id]) if promise.for_id else {}
    return page(
        "promises/show.html",
        promise=promise,
        to=called.get(promise.for_id, "") if promise.for_id else "",
        turns=queries.turns_of(promise),
        kinds=KINDS,
        today=clock.today(member.zone),
        may_finish=policy.can_finish_action(member, promise),
        may_turn=policy.can_turn_promise(member, promise),
        **{"moved": blank(), "gone": blank(), **forms},
    )
