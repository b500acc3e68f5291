"""Keeping a view of the board, and letting it go."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from plugin import clock
from plugin.database import db, insert_into, new_id
from plugin.errors import Invalid
from plugin.groups.kept_views.models import BoardView
from plugin.groups.kept_views.queries import known
from plugin.groups.rows import Asked
from plugin.member import Member

MOST = 12


def keep_view(member: Member, name: str, asked: Asked, columns: Collection[str]) -> None:
    """Under a name; said again, it is another one. Raises Invalid for more than twelve."""
    others = select(func.count()).where(
        BoardView.by_id == member.enrolment_id, BoardView.name.not_in(("", name))
    )
    if (db.session.scalar(others) or 0) >= MOST:
        raise Invalid(_("You keep %(most)s views already. Let one of them go first.", most=MOST), "view_name")
    _keep(member, name, _told(asked) | {"columns": list(known(columns))})


def keep_columns(member: Member, columns: Collection[str]) -> None:
    """Which columns the board has for them from now on; none chosen is as at first."""
    if columns:
        _keep(member, "", {"columns": list(known(columns))})
    else:
        db.session.query(BoardView).filter_by(by_id=member.enrolment_id, name="").delete()


def let_view_go(view: BoardView) -> None:
    """It is there no more."""
    db.session.delete(view)
    db.session.flush()


def _told(asked: Asked) -> dict[str, Any]:
    return {"sort": asked.sort, "show": asked.show, "find": asked.find}


def _keep(member: Member, name: str, told: dict[str, Any]) -> None:
    fresh = insert_into(BoardView).values(
        id=new_id(), by_id=member.enrolment_id, name=name, asked=told, at=clock.now()
    )
    again = {"asked": fresh.excluded.asked, "at": fresh.excluded.at}
    db.session.execute(fresh.on_conflict_do_update(index_elements=["by_id", "name"], set_=again))
