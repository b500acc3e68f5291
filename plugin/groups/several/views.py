"""Doing one thing for several mentees: what and for whom, what was done, and undoing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.schemas import MODES
from plugin.discussions.reusing.queries import keeps_any
from plugin.discussions.reusing.views import begun
from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, page, read, redirect
from plugin.groups.several import actions, policy, queries, undoing
from plugin.groups.several.models import KINDS, Deed
from plugin.groups.several.queries import Chosen
from plugin.groups.several.schemas import FORMS
from plugin.member import Member

pages = Blueprint("several", __name__, url_prefix="/v/<visit>/groups/several")


@pages.get("/")
@allow(policy.can_act_for_several, load=course_here)
def choosing(member: Member, course: Course) -> ResponseReturnValue:
    """What will happen, to whom."""
    what = request.args.get("what", "")
    form = begun(member, "message", mode="video", minutes=30)
    return _choosing(member, what if what in KINDS else KINDS[0], form, _asked())


@pages.post("/<kind>")
@allow(
    policy.can_act_for_several,
    load=lambda member, kind: (course_here(member), kind) if kind in KINDS else None,
)
def do(member: Member, asked: tuple[Course, str]) -> ResponseReturnValue:
    """Do it for each of them who is still theirs."""
    course, kind = asked
    form = read(FORMS[kind])
    people = form.values.get("people") or _typed(form)
    chosen = queries.chosen_by(member, people)
    if not (form.ok and chosen.people):
        return _choosing(member, kind, form, people), 422
    said = {name: value for name, value in form.values.items() if name not in ("people", "version")}
    try:
        deed = DOING[kind](member, course, chosen, said)
    except Invalid as fault:
        return _choosing(member, kind, form.refused(fault), people), 422
    return redirect(url("several.done", deed_id=deed.id))


@pages.get("/done/<uuid:deed_id>")
@allow(policy.can_see_deed, load=queries.deed_for)
def done(member: Member, deed: Deed) -> ResponseReturnValue:
    """What was done, for whom, and for how many not."""
    told = queries.done_by(member, deed)
    return page("several/done.html", done=told, may_undo=policy.can_undo(member, deed))


@pages.post("/done/<uuid:deed_id>/undo")
@allow(policy.can_undo, load=queries.deed_for)
def undo(member: Member, deed: Deed) -> ResponseReturnValue:
    """As if it had not been done."""
    undoing.undo(member, deed)
    return redirect(url("several.done", deed_id=deed.id))


Doing = Callable[[Member, Course, Chosen, dict[str, Any]], Deed]
DOING: dict[str, Doing] = {
    "message": lambda member, course, chosen, said: actions.write_to_each(
        member, course, chosen, said["message"]
    ),
    "share": lambda member, _course, chosen, said: actions.share_with_each(
        member, chosen, said["resource"], said["note"]
    ),
    "plan": lambda member, course, chosen, said: actions.plan_with_each(member, course, chosen, **said),
    "extend": lambda member, _course, chosen, said: actions.give_more_time(
        member, chosen, said["section"], said["new_due"]
    ),
}


def _choosing(member: Member, kind: str, form: Form, people: list[UUID]) -> str:
    chosen = queries.chosen_by(member, people)
    return page(
        "several/choosing.html",
        kind=kind,
        chosen=chosen,
        others=queries.others_to_choose(member, chosen),
        form=form,
        modes=list(MODES.items()),
        keeps_answers=kind == "message" and keeps_any(member),
        resources=queries.resources_to_share(member) if kind == "share" else [],
        sections=queries.sections_to_extend(member, chosen.ids) if kind == "extend" else [],
        today=clock.today(member.zone),
    )


def _asked() -> list[UUID]:
    return _ids(request.args.getlist("people"))


def _typed(form: Form) -> list[UUID]:
    typed = form.typed.get("people") or []
    return _ids([typed] if isinstance(typed, str) else list(typed))


def _ids(written: list[str]) -> list[UUID]:
    found = []
    for one in written[: queries.MOST]:
        try:
            found.append(UUID(one))
        except ValueError:  # an address that somebody typed
            continue
    return found
