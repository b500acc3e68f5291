"""Names and roles, and course groups: who is in a course, for a tool that may know."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, request

from demo.lms import roster_faults, signed_in
from demo.lms import vocabulary as v
from demo.lms.claims import Person
from demo.lms.memory import SUSPENDED
from demo.lms.paging import accepts, answered, page_of
from demo.lms.school import Account, Course
from demo.lms.tokens import bearer, caller, said_plainly

rosters = Blueprint(
    "rosters", __name__, url_prefix="/lti/services/courses/<course_id>/bindings/<deployment_id>"
)


def _course(course_id: str) -> Course:
    return signed_in.world().course(course_id) or abort(said_plainly(404, "There is no such course."))


@rosters.get("/memberships")
@bearer(v.MEMBERSHIPS)
def memberships(course_id: str, deployment_id: str) -> Response:
    """https://www.imsglobal.org/spec/lti-nrps/v2p0, with `limit`, `role` and `rlid`."""
    course = _course(course_id)
    if refusal := accepts(v.MEMBERS_TYPE) or _unknown_link(course):
        return refusal
    world = signed_in.world()
    everybody = [member for member in _members(course) if _asked_for(member)]
    crowded = world.faults.roster == "crowd"
    if crowded:
        everybody += roster_faults.crowd(world.faults.crowd)
    usual = roster_faults.CROWDED if crowded else world.page_size
    shown, number, more = page_of(everybody, usual)
    said = {
        "id": request.url,
        "context": {"id": course.id, "label": course.label, "title": course.title},
        "members": shown,
    }
    faulty = roster_faults.instead(said, number, more)
    return faulty or answered(said, v.MEMBERS_TYPE, number + 1 if more else None)


def _unknown_link(course: Course) -> Response | None:
    asked = request.args.get("rlid")
    if asked is None or any(link.id == asked for link in signed_in.world().links_of(course)):
        return None
    return said_plainly(404, "There is no such link in this course.")


def _asked_for(member: dict[str, Any]) -> bool:
    """Whether the `role` asked for, short or long, is one of theirs."""
    wanted = request.args.get("role", "").rpartition("#")[2]
    return not wanted or wanted in {role.rpartition("#")[2] for role in member["roles"]}


def _members(course: Course) -> Iterator[dict[str, Any]]:
    world, tool = signed_in.world(), caller()
    for account in world.enrolled(course):
        person = world.person(account, tool)
        yield {
            "status": "Inactive" if world.state(course, account.key) == SUSPENDED else "Active",
            "user_id": person.sub,
            "roles": _roles(course.members[account.key]),
            "lis_person_sourcedid": person.sourced_id,
            **(_names(person) if person.shares_name else {}),
            **_groups_of(course, account),
            **_message(),
        }


def _roles(role: str) -> list[str]:
    return [role] if signed_in.world().faults.short_roles else [v.MEMBERSHIP + role]


def _names(person: Person) -> dict[str, str]:
    return {
        "name": f"{person.given} {person.family}",
        "given_name": person.given,
        "family_name": person.family,
        "email": person.email,
    }


def _groups_of(course: Course, account: Account) -> dict[str, Any]:
    """Their groups, for a tool that may read groups."""
    if v.GROUPS not in caller().scopes:
        return {}
    mine = [{"group_id": group.id} for group in course.groups if account.key in group.members]
    return {"group_enrollments": mine} if mine else {}


def _message() -> dict[str, Any]:
    """With a link named (`rlid`), what a launch of it would say."""
    kind = {v.LTI + "message_type": "LtiResourceLinkRequest"}
    return {"message": [kind]} if "rlid" in request.args else {}


@rosters.get("/groups")
@bearer(v.GROUPS)
def groups(course_id: str, deployment_id: str) -> Response:
    """https://www.imsglobal.org/spec/lti-gs/v1p0: the groups, or those of one person (`user_id`)."""
    course = _course(course_id)
    if refusal := accepts(v.GROUPS_TYPE):
        return refusal
    account = signed_in.world().account_of(request.args.get("user_id", ""))
    found = [
        {"id": group.id, "name": group.name, "set_id": _set_id(group.kind)}
        for group in course.groups
        if "user_id" not in request.args or (account and account.key in group.members)
    ]
    shown, number, more = page_of(found, signed_in.world().page_size)
    return answered({"id": request.url, "groups": shown}, v.GROUPS_TYPE, number + 1 if more else None)


@rosters.get("/sets")
@bearer(v.GROUPS)
def sets(course_id: str, deployment_id: str) -> Response:
    """The sets that groups belong to: asked for by another media type than the groups themselves."""
    course = _course(course_id)
    if refusal := accepts(v.GROUP_SETS_TYPE):
        return refusal
    found = [
        {"id": _set_id(kind), "name": kind} for kind in dict.fromkeys(group.kind for group in course.groups)
    ]
    shown, number, more = page_of(found, signed_in.world().page_size)
    return answered({"id": request.url, "sets": shown}, v.GROUP_SETS_TYPE, number + 1 if more else None)


def _set_id(kind: str) -> str:
    return f"set-{kind.lower()}"
