"""What can happen to skills: one gets its name, and somebody is rated. No rating is ever changed or taken away."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from plugin import clock
from plugin.database import db, new_id
from plugin.skills.models import LEVELS, Rating, Skill


def skill_named(company_id: UUID, name: str, levels: Sequence[str] = ()) -> Skill:
    """The company's skill of that name, made where there is none. Levels described later fill only an empty list."""
    name = " ".join(name.split())
    insert = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    made = insert(Skill).values(
        id=new_id(), company_id=company_id, name=name, levels=_six(levels), made_at=clock.now(), version=1
    )
    # Two leads may name it in the same moment: the second finds the first one's.
    db.session.execute(made.on_conflict_do_nothing(index_elements=["company_id", "name"]))
    skill = db.session.scalars(select(Skill).where(Skill.company_id == company_id, Skill.name == name)).one()
    if any(levels) and not any(skill.levels):
        skill.levels = _six(levels)
        skill.version += 1
    return skill


def rate(
    skill_id: UUID, of_id: UUID, level: int, *, by_id: UUID | None, kind: str, evidence: str = ""
) -> Rating:
    """Say today's level of somebody; what was said before stays beside it."""
    rating = Rating(
        skill_id=skill_id,
        of_id=of_id,
        by_id=by_id,
        kind=kind,
        level=level,
        evidence=evidence,
        at=clock.now(),
    )
    db.session.add(rating)
    db.session.flush()
    return rating


def _six(levels: Sequence[str]) -> list[str]:
    return [*levels, *[""] * LEVELS][:LEVELS] if any(levels) else []
