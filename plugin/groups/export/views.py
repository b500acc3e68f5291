"""The board as a file, read and written while it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from uuid import UUID

from flask import Blueprint, Response, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from plugin.door import allow
from plugin.forms import sought
from plugin.groups.export.sheet import headings, rows
from plugin.groups.export.writing import as_csv, as_workbook
from plugin.groups.kept_views.queries import as_asked
from plugin.groups.policy import can_read_board, can_see_mine
from plugin.groups.queries import group_for, open_here
from plugin.member import Member
from plugin.people.models import Group

pages = Blueprint("export", __name__, url_prefix="/v/<visit>/groups")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pages.get("/mine/export")
@allow(can_see_mine, load=open_here)
def mine(member: Member, _open: bool) -> ResponseReturnValue:
    """All my mentees, as the board shows them."""
    return _file(member, None)


@pages.get("/<uuid:group_id>/export")
@allow(can_read_board, load=group_for)
def of_group(member: Member, group: Group) -> ResponseReturnValue:
    """The mentees of a group, as the board shows them."""
    return _file(member, group.id)


def _file(member: Member, group_id: UUID | None) -> Response:
    wanted = request.args.get("shape", "csv")
    shape = wanted if wanted in TYPES else "csv"
    asked = as_asked(request.args.get("sort", ""), request.args.get("show", ""), sought("find"), None)

    def sent() -> Iterator[bytes]:  # begins after the door has let go of its transaction
        told = chain([headings()], rows(member, group_id, asked))
        yield from as_csv(told) if shape == "csv" else as_workbook(told, _("Mentees"))

    answer = Response(stream_with_context(sent()))
    answer.headers["Content-Type"] = TYPES[shape]
    answer.headers["Content-Disposition"] = f'attachment; filename="mentees.{shape}"'
    return answer
