"""Questions to the numbers of a goal."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.courses.goals.models import Goal
from plugin.courses.goals.ratings.models import GoalRating
from plugin.courses.goals.standing.turns import ENDED
from plugin.database import db
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said


@dataclass(frozen=True, slots=True)
class Line:
    """What one person said of one thing: at the start, at the end, or None where they did not."""

    of: str
    by_id: UUID
    name: str
    start: int | None
    end: int | None

    @property
    def is_better(self) -> bool:
        """It has grown between the two."""
        return self.start is not None and self.end is not None and self.end > self.start


@dataclass(frozen=True, slots=True)
class Ratings:
    """All of a goal, and what the viewer may still say now: of which things, at which stage."""

    lines: tuple[Line, ...]
    stage: str
    open: tuple[str, ...]


def rated(goal: Goal) -> tuple[str, ...]:
    """What is asked of a goal: a skill has a level beside how sure one is."""
    return ("confidence", "level") if goal.toward == "skill" else ("confidence",)


def stage_of(goal: Goal) -> str:
    """At which end of it one stands."""
    return "end" if goal.state in ENDED else "start"


def ratings_of(viewer: Member, goal: Goal) -> Ratings:
    """In one statement: the owner's first, then in the order they were given."""
    rows = db.session.execute(
        select(GoalRating, NAME)
        .join(Enrolment, Enrolment.id == GoalRating.by_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(GoalRating.goal_id == goal.id)
        .order_by(GoalRating.of, GoalRating.by_id != goal.owner_id, GoalRating.at, GoalRating.id)
    ).all()
    given = {(one.of, one.by_id, one.stage): one.value for one, _name in rows}
    who = dict.fromkeys((one.of, one.by_id, said(name)) for one, name in rows)
    lines = tuple(
        Line(of, by, name, given.get((of, by, "start")), given.get((of, by, "end"))) for of, by, name in who
    )
    stage = stage_of(goal)
    still = tuple(of for of in rated(goal) if (of, viewer.enrolment_id, stage) not in given)
    return Ratings(lines, stage, still)
