"""Putting a sheet down: every line of it in one go, or none."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.groups.actions import make_group, make_pair, place
from plugin.groups.invited import expect
from plugin.groups.sheets.planning import Plan, Planned
from plugin.groups.sheets.standing import called
from plugin.member import Member
from plugin.people.models import Group


def put_down(lead: Member, plan: Plan) -> None:
    """Make the groups, places and pairs of a plan without faults; who has not come yet waits as expected.

    Raises Invalid, with nothing done, where the course has changed meanwhile so that a line cannot be done.
    """
    if plan.faults:
        raise Invalid(_("Some lines are still to be put right."), "sheet")
    try:
        with db.session.begin_nested():
            groups = _groups(lead, plan)
            for line in plan.lines:
                _put(lead, line, groups)
    except NotHere:
        raise Invalid(
            _("Somebody on this sheet has just left the course. Please check it again."), "sheet"
        ) from None


def _groups(lead: Member, plan: Plan) -> dict[str, Group]:
    there = db.session.scalars(select(Group).where(Group.context_id == lead.context_id))
    groups = {called(group.name): group for group in there}
    for name in plan.new_groups:
        groups[called(name)] = make_group(lead, name)
    return groups


def _put(lead: Member, line: Planned, groups: dict[str, Group]) -> None:
    if line.what == "already":
        return
    if not line.group:
        _pair(lead, line)
        return
    group = groups[called(line.group)]
    for part, who in line.people:
        if who.id is not None:
            place(lead, group, who.id, part)
        else:
            _wait(lead, part, who.address, group.id)


def _pair(lead: Member, line: Planned) -> None:
    assert line.mentor is not None, "a line without a group names both"
    assert line.mentee is not None
    if line.mentor.id and line.mentee.id:
        make_pair(lead, line.mentor.id, line.mentee.id)
    else:
        expect(lead, line.mentor.address, line.mentee.address, None)


def _wait(lead: Member, part: str, address: str, group_id: UUID) -> None:
    expect(lead, address if part == "mentor" else "", address if part == "mentee" else "", group_id)
