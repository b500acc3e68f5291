"""Keeping how one looks at one's board."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from plugin.door import allow, url
from plugin.errors import Invalid
from plugin.forms import Form, blank, page, read, redirect, sought
from plugin.groups.kept_views import actions
from plugin.groups.kept_views.called import headings, orders, shown
from plugin.groups.kept_views.models import BoardView
from plugin.groups.kept_views.policy import can_keep_views, can_use_view
from plugin.groups.kept_views.queries import as_asked, view_for, views_of
from plugin.groups.kept_views.schemas import ColumnsForm, ViewForm
from plugin.groups.queries import open_here
from plugin.member import Member

pages = Blueprint("board_views", __name__, url_prefix="/v/<visit>/groups/views")


@pages.get("/")
@allow(can_keep_views, load=open_here)
def index(member: Member, _open: bool) -> ResponseReturnValue:
    """Which columns the board has, and the views that are kept."""
    return _page(member, blank(columns=list(views_of(member).columns)))


@pages.post("/columns")
@allow(can_keep_views, load=open_here)
def columns(member: Member, _open: bool) -> ResponseReturnValue:
    """Have these columns from now on."""
    form = read(ColumnsForm)
    if not form.ok:
        return _page(member, form), 422
    actions.keep_columns(member, form.values["columns"])
    return redirect(url("groups.mine"))


@pages.post("/")
@allow(can_keep_views, load=open_here)
def keep(member: Member, _open: bool) -> ResponseReturnValue:
    """Keep how I look at it now, under a name."""
    form = read(ViewForm)
    if form.ok:
        said = form.values
        asked = as_asked(said["sort"], said["show"], said["find"], None)
        try:
            actions.keep_view(member, said["view_name"], asked, said["columns"] or views_of(member).columns)
            return redirect(url("groups.mine", sort=asked.sort, show=asked.show, find=asked.find or None))
        except Invalid as fault:
            form = form.refused(fault)
    return _page(member, form), 422


@pages.post("/<uuid:view_id>/let-go")
@allow(can_use_view, load=view_for)
def let_go(member: Member, view: BoardView) -> ResponseReturnValue:
    """Let it go."""
    actions.let_view_go(view)
    return redirect(url("board_views.index"))


def _page(member: Member, form: Form) -> str:
    """With the view as the board was looked at, or as the form that came back has it."""
    told = {name: form.typed.get(name) or sought(name) for name in ("sort", "show", "find")}
    asked = as_asked(told["sort"], told["show"], told["find"], None)
    return page(
        "board/views.html",
        kept=views_of(member),
        choices=list(headings().items()),
        form=form,
        told=told,
        shown=shown()[asked.show],
        order=orders()[asked.sort],
    )
