"""What a group tells its mentors, on one page."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal

from plugin.discussions.attention.waiting import HOURS
from plugin.door import allow
from plugin.forms import page
from plugin.groups.insight.drawing import bars, strips
from plugin.groups.insight.queries import insight_of
from plugin.groups.policy import can_read_board, can_see_mine
from plugin.groups.queries import group_for, open_here
from plugin.languages import reads_from_the_right
from plugin.member import Member
from plugin.people.models import Group

pages = Blueprint("insight", __name__, url_prefix="/v/<visit>/groups")


@pages.get("/mine/insight")
@allow(can_see_mine, load=open_here)
def mine(member: Member, _open: bool) -> ResponseReturnValue:
    """What all my mentees tell."""
    return _shown(member, None)


@pages.get("/<uuid:group_id>/insight")
@allow(can_read_board, load=group_for)
def group(member: Member, group: Group) -> ResponseReturnValue:
    """What a group tells."""
    return _shown(member, group)


def _shown(member: Member, group: Group | None) -> str:
    told, mirrored = insight_of(member, group), reads_from_the_right()
    return page(
        "insight/show.html",
        group=group,
        told=told,
        hours=HOURS,
        decimal=format_decimal,
        bars=lambda names, values: bars(zip(names, values, strict=True), mirrored=mirrored),
        strips=lambda lines: strips(lines, mirrored=mirrored),
    )
