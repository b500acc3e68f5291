"""What can be asked of skills: what was said of one person's levels, then and now, by themselves and by mentors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said
from plugin.skills.levels import described
from plugin.skills.models import Rating, Skill
from plugin.skills.policy import can_read_ratings_of


@dataclass(frozen=True, slots=True)
class Level:
    """A level that was given on a day, in its words; `by` is '' for one's own."""

    level: int
    words: str
    at: datetime
    by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Rated:
    """A skill and what was said of somebody's level in it, the oldest first."""

    name: str
    own: list[Level] = field(default_factory=list)
    mentors: list[Level] = field(default_factory=list)


def ratings_of(viewer: Member, enrolment_id: UUID) -> list[Rated]:
    """All that was ever said of somebody's levels, by skill, in one statement. Raises NotHere for all but the pair."""
    if not can_read_ratings_of(viewer, enrolment_id):
        raise NotHere()
    rows = db.session.execute(
        select(Rating, Skill, NAME.label("by"))
        .join(Skill, Skill.id == Rating.skill_id)
        .outerjoin(Enrolment, Enrolment.id == Rating.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Rating.of_id == enrolment_id, Skill.company_id == viewer.company_id)
        .order_by(func.lower(Skill.name), Skill.id, Rating.at, Rating.id)
    )
    found: dict[UUID, Rated] = {}
    for rating, skill, by in rows:
        rated = found.setdefault(skill.id, Rated(skill.name))
        own = rating.kind == "self"
        words = described(skill.levels)[rating.level]
        level = Level(rating.level, words, rating.at, "" if own else said(by), rating.evidence)
        (rated.own if own else rated.mentors).append(level)
    return list(found.values())
