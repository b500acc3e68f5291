"""Questions to what is proposed for a goal."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from plugin.courses.goals.models import Goal
from plugin.courses.goals.proposals.models import Proposal
from plugin.courses.goals.queries import is_read
from plugin.courses.outline.models import Course
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member
from plugin.people.models import Enrolment, Person
from plugin.people.queries import NAME, said

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with its goal, and the name of whoever made it: '' for somebody who is gone."""

    proposal: Proposal
    goal: Goal
    name: str


def proposals_of(goal: Goal) -> list[Proposed]:
    """Those of a goal that somebody reads, open ones first, then the latest: one statement."""
    rows = db.session.execute(
        select(Proposal, NAME)
        .outerjoin(Enrolment, Enrolment.id == Proposal.by_id)
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Proposal.goal_id == goal.id)
        .order_by(Proposal.settled_at.is_not(None), Proposal.made_at.desc(), Proposal.id)
        .limit(SHOWN)
    )
    return [Proposed(one, goal, said(name) if name else "") for one, name in rows]


def open_ones(owner: Member) -> list[Proposed]:
    """Those that wait for this person's answer, the oldest first: one statement."""
    rows = db.session.execute(
        select(Proposal, Goal)
        .join(Goal, Goal.id == Proposal.goal_id)
        .join(Course, Course.id == Goal.course_id)
        .where(Goal.owner_id == owner.enrolment_id, Proposal.settled_at.is_(None))
        .where(Course.context_id == owner.context_id)
        .order_by(Proposal.made_at, Proposal.id)
        .limit(SHOWN)
    )
    return [Proposed(one, goal, "") for one, goal in rows]


def proposal_for(viewer: Member, proposal_id: UUID) -> Proposed:
    """One for a goal that the viewer reads. Raises NotHere for any other."""
    found = db.session.execute(
        select(Proposal, Goal)
        .join(Goal, Goal.id == Proposal.goal_id)
        .join(Course, Course.id == Goal.course_id)
        .where(Proposal.id == proposal_id, Course.context_id == viewer.context_id, is_read(viewer))
    ).one_or_none()
    if found is None:
        raise NotHere()
    return Proposed(found[0], found[1], "")
