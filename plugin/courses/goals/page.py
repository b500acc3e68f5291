"""A goal's page: all that stands on it, whichever of its forms comes back to be put right."""

from __future__ import annotations

from uuid import UUID

from plugin import clock, slots
from plugin.courses.goals import policy, queries
from plugin.courses.goals.grounds.queries import grounds_of
from plugin.courses.goals.journal.policy import can_take_words_away
from plugin.courses.goals.journal.queries import journal_of
from plugin.courses.goals.lookback.policy import can_look_back
from plugin.courses.goals.lookback.queries import lookback_of
from plugin.courses.goals.milestones.chain import pushed
from plugin.courses.goals.milestones.policy import can_finish_milestone
from plugin.courses.goals.models import Goal
from plugin.courses.goals.proposals.policy import can_propose, can_settle_proposal, can_take_back
from plugin.courses.goals.proposals.queries import proposals_of
from plugin.courses.goals.ratings.queries import ratings_of
from plugin.courses.goals.ratings.schemas import LEVELS
from plugin.courses.goals.schemas import ENTRIES
from plugin.courses.goals.standing.policy import can_agree
from plugin.courses.goals.standing.schemas import STATES, TURNS
from plugin.courses.goals.standing.turns import next_states
from plugin.courses.goals.timeline import timeline_of
from plugin.forms import Form, asked_page, blank, page
from plugin.languages import reads_from_the_right
from plugin.member import Member
from plugin.people.queries import names

LAST_PAGE = 1000


def show_goal(member: Member, goal: Goal, *, answered: UUID | None = None, **forms: Form) -> str:
    """The page, with the forms that somebody sent as they sent them; `answered` is the proposal that one was about."""
    today = clock.today(member.zone)
    doing = {one.by_id for one in goal.milestones if one.by_id}
    begun = {"form": blank(), "entry_form": blank(entry="tried"), "turn": blank(), "agree": blank()}
    return page(
        "goals/show.html",
        goal=goal,
        owner=queries.owner_name(member, goal),
        journal=journal_of(goal, asked_page(LAST_PAGE)),
        kinds=list(ENTRIES.items()),
        kind_names=ENTRIES,
        states=STATES,
        turns=[(state, TURNS[state]) for state in next_states(goal.state)],
        ratings=ratings_of(member, goal),
        levels=list(LEVELS.items()),
        proposals=proposals_of(goal),
        answered=answered,
        today=today,
        timeline=timeline_of(goal, today, mirrored=reads_from_the_right()),
        pushes={
            one.id: len(pushed(goal.milestones, one.id, today))
            for one in goal.milestones
            if one.due < today and not one.done_at
        },
        whats={one.id: one.what for one in goal.milestones},
        doing=names(member, doing) if doing else {},
        grounds=grounds_of(goal),
        lookback=lookback_of(goal),
        may_look_back=can_look_back(member, goal),
        may_finish_milestone=can_finish_milestone,
        may_change=policy.can_change_goal(member, goal),
        may_agree=can_agree(member, goal),
        may_propose=can_propose(member, goal),
        may_settle=can_settle_proposal,
        may_take_back=can_take_back,
        may_take_words=can_take_words_away,
        beside=slots.beside(member, goal),
        **{**begun, "rating": blank(), "answer": blank(), **forms},
    )
