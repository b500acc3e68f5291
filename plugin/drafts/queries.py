"""What somebody has kept in this course: read by them alone."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select

from plugin.database import db
from plugin.drafts.models import Draft
from plugin.errors import NotHere
from plugin.member import Member


def drafts_here(viewer: Member) -> list[Draft]:
    """The viewer's own drafts in this course, the latest first: one statement."""
    if viewer.context_id is None:
        return []
    return list(db.session.scalars(select(Draft).where(*_theirs(viewer)).order_by(Draft.kept_at.desc())))


def draft_for(viewer: Member, draft_id: UUID) -> Draft:
    """One of them. Raises NotHere for any other."""
    found = db.session.scalar(select(Draft).where(Draft.id == draft_id, *_theirs(viewer)))
    if found is None:
        raise NotHere()
    return found


def _theirs(viewer: Member) -> tuple[ColumnElement[bool], ...]:
    return (Draft.person_id == viewer.person_id, Draft.context_id == viewer.context_id)
