"""The answers that the viewer keeps. All of it begins with whose they are: nobody else is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from plugin.database import db
from plugin.discussions.reusing.models import KeptAnswer
from plugin.errors import NotHere
from plugin.member import Member

PAGE = 50


@dataclass(frozen=True, slots=True)
class Answers:
    """A page of them, and whether another follows."""

    listed: tuple[KeptAnswer, ...]
    page: int
    more: bool


def answers_of(viewer: Member, page: int = 1) -> Answers:
    """The latest used or kept first: one statement."""
    latest = func.coalesce(KeptAnswer.used_at, KeptAnswer.kept_at)
    rows = db.session.scalars(
        select(KeptAnswer)
        .where(KeptAnswer.person_id == viewer.person_id)
        .order_by(latest.desc(), KeptAnswer.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    return Answers(tuple(rows[:PAGE]), page, len(rows) > PAGE)


def keeps_any(viewer: Member) -> bool:
    """Whether there is one."""
    return bool(db.session.scalar(select(keeping(viewer))))


def keeping(viewer: Member) -> ColumnElement[bool]:
    """The same as a part of another question."""
    return exists().where(KeptAnswer.person_id == viewer.person_id)


def answer_if_any(viewer: Member, answer_id: UUID | None) -> KeptAnswer | None:
    """One of the viewer's own; None for one that they took away since, and for anybody else's."""
    if answer_id is None:
        return None
    own = (KeptAnswer.id == answer_id, KeptAnswer.person_id == viewer.person_id)
    return db.session.scalar(select(KeptAnswer).where(*own))


def answer_for(viewer: Member, answer_id: UUID) -> KeptAnswer:
    """One of the viewer's own. Raises NotHere for any other."""
    found = answer_if_any(viewer, answer_id)
    if found is None:
        raise NotHere()
    return found
