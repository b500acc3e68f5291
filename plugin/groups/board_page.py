"""The page of a mentor's board, with the order, the filter and the columns that were asked for."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import request
from flask_babel import format_decimal

from plugin import clock
from plugin.forms import page, sought
from plugin.groups.board import board_of, with_pulse
from plugin.groups.cover.queries import covers_about
from plugin.groups.kept_views.called import headings, orders, shown
from plugin.groups.kept_views.models import BoardView
from plugin.groups.kept_views.queries import Views, as_asked, known, views_of
from plugin.member import Member
from plugin.people.models import Group


def show_board(member: Member, group: Group | None) -> str:
    """The mentees of a group, or all of the member's own, in the order, of those, and with the columns asked for."""
    kept = views_of(member)
    view = _asked_view(kept)
    told = {**view.asked, **request.args} if view else request.args
    after = request.args.get("after", type=UUID)
    asked = as_asked(
        told.get("sort", ""), told.get("show", ""), sought("find") or told.get("find", ""), after
    )
    columns = known(view.asked.get("columns", ())) if view else kept.columns
    board = board_of(member, group, asked)
    return page(
        "board/mine.html",
        group=group,
        board=replace(board, lines=with_pulse(member, board.lines)) if "pulse" in columns else board,
        asked=asked,
        kept=kept,
        view_id=view.id if view else None,
        columns=columns,
        headings=headings(),
        sorts=orders(),
        shown=shown(),
        today=clock.today(member.zone),
        decimal=format_decimal,
        covers=covers_about(member) if member.covered_mentee_ids else [],
    )


def _asked_view(kept: Views) -> BoardView | None:
    wanted = request.args.get("view", type=UUID)
    return next((view for view in kept.named if view.id == wanted), None)
