"""What happens to drafts: they are kept, sent after all, or let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from plugin import clock
from plugin.database import db
from plugin.drafts.models import Draft
from plugin.member import Member

MOST = 20  # of one person in one course; the eldest go
MOST_FIELDS = 60
MOST_LETTERS = 200_000
KEPT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that could not be sent: where it goes, the page that it stands on, and what stood in its fields."""

    place: str
    page: str
    fields: dict[str, Any]

    @property
    def fits(self) -> bool:
        """It is not larger than what a draft may hold."""
        letters = sum(len(name) + len(str(said)) for name, said in self.fields.items())
        return len(self.fields) <= MOST_FIELDS and letters <= MOST_LETTERS


def keep_draft(writer: Member, typed: Typed) -> bool:
    """Keep it, in the place of an earlier one for the same form. False for one that is too large."""
    if writer.context_id is None or not typed.fits:
        return False
    mine = (Draft.person_id == writer.person_id, Draft.context_id == writer.context_id)
    stands = db.session.scalar(select(Draft).where(*mine, Draft.place == typed.place))
    if stands is not None:
        _change(stands, typed)
        return True
    elder = select(Draft.id).where(*mine).order_by(Draft.kept_at.desc()).offset(MOST - 1)
    db.session.execute(delete(Draft).where(Draft.id.in_(db.session.scalars(elder).all())))
    db.session.add(
        Draft(
            person_id=writer.person_id,
            context_id=writer.context_id,
            place=typed.place,
            page=typed.page,
            typed=typed.fields,
            kept_at=clock.now(),
        )
    )
    db.session.flush()
    return True


def _change(draft: Draft, typed: Typed) -> None:
    """What was written since; the same once more is no change."""
    if (draft.page, draft.typed) != (typed.page, typed.fields):
        draft.page, draft.typed, draft.kept_at = typed.page, typed.fields, clock.now()
        db.session.flush()


def forget(writer: Member, draft_id: UUID) -> None:
    """It was sent, or is not wanted any more. Somebody else's stays."""
    db.session.execute(
        delete(Draft).where(
            Draft.id == draft_id, Draft.person_id == writer.person_id, Draft.context_id == writer.context_id
        )
    )


def sent(writer: Member, place: str) -> None:
    """The form at that place was taken: what was kept of it has done its work."""
    mine = (Draft.person_id == writer.person_id, Draft.context_id == writer.context_id)
    db.session.execute(delete(Draft).where(*mine, Draft.place == place))


def sweep(now: datetime) -> int:
    """Forget what nobody came back for."""
    over = db.session.execute(delete(Draft).where(Draft.kept_at < now - KEPT))
    return int(over.rowcount)  # type: ignore[attr-defined]
