"""Questions to kept views: one's own, and how the board is looked at now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.database import db
from plugin.errors import NotHere
from plugin.groups.kept_views.models import BoardView
from plugin.groups.rows import SHOWN, SORTS, Asked
from plugin.member import Member

COLUMNS = ("going", "journey", "step", "goals", "contact", "waiting", "promises", "pulse", "here")
AT_FIRST = ("going", "journey", "step", "goals", "contact", "waiting")


@dataclass(frozen=True, slots=True)
class Views:
    """Those that have a name, and the columns that somebody always wants."""

    named: tuple[BoardView, ...]
    columns: tuple[str, ...]


def views_of(viewer: Member) -> Views:
    """The viewer's own: one statement."""
    mine = select(BoardView).where(BoardView.by_id == viewer.enrolment_id)
    kept = db.session.scalars(mine.order_by(BoardView.name, BoardView.id)).all()
    always = next((view.asked.get("columns", ()) for view in kept if not view.name), AT_FIRST)
    return Views(tuple(view for view in kept if view.name), known(always))


def view_for(viewer: Member, view_id: UUID) -> BoardView:
    """One of the viewer's own. Raises NotHere for any other."""
    mine = (BoardView.by_id == viewer.enrolment_id, BoardView.name != "")
    found = db.session.scalar(select(BoardView).where(BoardView.id == view_id, *mine))
    if found is None:
        raise NotHere()
    return found


def known(columns: Collection[str]) -> tuple[str, ...]:
    """Those that there are, in the order of the board."""
    return tuple(one for one in COLUMNS if one in columns)


def as_asked(sort: str, show: str, find: str, after: UUID | None) -> Asked:
    """What there is of what was asked for; what there is not falls back."""
    return Asked(
        sort if sort in SORTS else SORTS[0], show if show in SHOWN else SHOWN[0], find.strip()[:80], after
    )
