"""Goals, written by their owners through the product's own verb."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from plugin import clock
from plugin.courses.goals import actions
from plugin.courses.goals.journal.actions import write_entry
from plugin.courses.goals.journal.models import JournalEntry
from plugin.courses.goals.models import Goal
from plugin.courses.goals.proposals.actions import propose
from plugin.courses.goals.proposals.models import Proposal
from plugin.courses.outline.queries import course_here
from plugin.member import Member
from plugin.text import clean, from_plain


def goal_fields(owner: Member, **said: Any) -> dict[str, Any]:
    """What the form for a new goal sends, all of it good."""
    return {
        "title": "My team hears hard things early",
        "problem": "They go quiet when I give feedback.",
        "outcome": "They hear it from me within two days.",
        "toward": "skill",
        "toward_what": "feedback",
        "milestone": "Watch somebody do it",
        "milestone_due": (clock.today(owner.zone) + timedelta(days=14)).isoformat(),
        "milestone_done_when": "I wrote down their first line",
        **said,
    }


def a_goal(owner: Member, **said: Any) -> Goal:
    """A goal with one milestone, due in two weeks."""
    made = goal_fields(owner, milestone_due=clock.today(owner.zone) + timedelta(days=14), **said)
    return actions.write_goal(owner, course_here(owner), **made)


def an_entry(owner: Member, goal: Goal, words: str = "I asked before I told.", **said: Any) -> JournalEntry:
    """A line of its journal."""
    return write_entry(owner, goal, said.get("kind", "tried"), from_plain(words), said.get("until"))


def a_proposal(mentor: Member, goal: Goal, **said: Any) -> Proposal:
    """Another title for it, where nothing else is said."""
    words = {
        "title": "Say it within a day",
        "outcome": clean(goal.outcome),
        "why": "It cannot be missed then.",
    }
    return propose(mentor, goal, **{**words, "milestone": "", "milestone_due": None, **said})
