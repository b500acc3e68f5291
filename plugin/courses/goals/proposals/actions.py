"""Proposing, and what becomes of it. A mentor changes nothing: what is taken, its owner has taken."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import func, select, update

from plugin import clock, text
from plugin.courses.goals.actions import change_goal, refuse_odd_date
from plugin.courses.goals.milestones.actions import add_milestone
from plugin.courses.goals.models import Goal
from plugin.courses.goals.proposals.models import Proposal
from plugin.courses.goals.proposals.queries import Proposed
from plugin.database import changed, db
from plugin.errors import Invalid
from plugin.member import Member

MOST_OPEN = 5


def propose(
    mentor: Member,
    goal: Goal,
    *,
    title: str,
    outcome: Markup,
    milestone: str,
    milestone_due: date | None,
    why: str,
) -> Proposal:
    """Propose other words or one more milestone; what is as it stands is not proposed.

    Raises Invalid where nothing would change, for a day that is missing or makes no sense, and for more than five at once.
    """
    new_title = "" if title == goal.title else title
    new_outcome = "" if text.empty(outcome) or outcome == goal.outcome else outcome
    if not (new_title or new_outcome or milestone):
        raise Invalid(
            _("Nothing here is different from what stands there. What would you change?"), "outcome"
        )
    if milestone:
        if milestone_due is None:
            raise Invalid(_("Please say by which day: a milestone has a date."), "milestone_due")
        refuse_odd_date(mentor, milestone_due, "milestone_due")
    still = select(func.count()).where(Proposal.goal_id == goal.id, Proposal.settled_at.is_(None))
    if (db.session.scalar(still) or 0) >= MOST_OPEN:
        raise Invalid(_("Five proposals wait already. Please let those be answered first."), "why")
    proposal = Proposal(
        goal_id=goal.id,
        by_id=mentor.enrolment_id,
        title=new_title,
        outcome=new_outcome,
        milestone=milestone,
        milestone_due=milestone_due if milestone else None,
        why=why,
        made_at=clock.now(),
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def take(owner: Member, proposed: Proposed, answer: str = "") -> None:
    """Its owner takes it: the goal says so from now on. Raises Invalid where its milestone's day has passed meanwhile."""
    try:
        with db.session.begin_nested():  # what cannot be taken whole is not taken
            if _settle(proposed.proposal, taken=True, answer=answer):
                _take_over(owner, proposed.goal, proposed.proposal)
    except Invalid as fault:
        db.session.expire(proposed.proposal)
        raise Invalid(str(fault), "answer") from fault


def _take_over(owner: Member, goal: Goal, proposal: Proposal) -> None:
    said = {"title": proposal.title or goal.title, "outcome": proposal.outcome or goal.outcome}
    change_goal(owner, goal, goal.version, **said, toward=goal.toward, toward_what=goal.toward_what)
    if proposal.milestone and proposal.milestone_due:
        add_milestone(owner, goal, what=proposal.milestone, due=proposal.milestone_due)


def decline(owner: Member, proposed: Proposed, answer: str = "") -> None:
    """Its owner leaves the goal as it is."""
    _settle(proposed.proposal, taken=False, answer=answer)


def take_back(mentor: Member, proposed: Proposed) -> None:
    """Whoever proposed it thinks otherwise: nobody reads it any more."""
    db.session.delete(proposed.proposal)
    db.session.flush()


def _settle(proposal: Proposal, *, taken: bool, answer: str) -> bool:
    """Whether it was open: of two windows the first has decided."""
    still = update(Proposal).where(Proposal.id == proposal.id, Proposal.settled_at.is_(None))
    said = {"settled_at": clock.now(), "taken": taken, "answer": answer}
    settled = changed(still.values(said).returning(Proposal.id))
    db.session.refresh(proposal)
    return settled > 0
