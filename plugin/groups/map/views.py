"""The second view of the board: mentees by sections."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow
from plugin.forms import asked_page, page
from plugin.groups.map.queries import map_of
from plugin.groups.policy import can_see_board, can_see_mine
from plugin.groups.queries import group_for, open_here
from plugin.member import Member
from plugin.people.models import Group

pages = Blueprint("map", __name__, url_prefix="/v/<visit>/groups")


@pages.get("/mine/map")
@allow(can_see_mine, load=open_here)
def mine(member: Member, _open: bool) -> ResponseReturnValue:
    """All my mentees by sections."""
    return page("map/show.html", group=None, map=map_of(member, None, asked_page()))


@pages.get("/<uuid:group_id>/map")
@allow(can_see_board, load=group_for)
def group(member: Member, group: Group) -> ResponseReturnValue:
    """The mentees of a group by sections."""
    return page("map/show.html", group=group, map=map_of(member, group, asked_page()))
