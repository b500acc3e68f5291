"""How the goals came to stand as they do: agreed and begun, one paused, how sure both were, and what was proposed."""

from dataclasses import dataclass
from typing import Any

from demo.history.goals import GOALS
from demo.history.said import Goal
from demo.history.story import Story
from demo.people import SHIFTS
from plugin.courses.goals.proposals import actions as proposals
from plugin.courses.goals.proposals.queries import proposal_for
from plugin.courses.goals.queries import goal_for
from plugin.courses.goals.ratings.actions import rate
from plugin.courses.goals.standing.actions import agree, move_goal
from plugin.member import Member
from plugin.text import clean

STILL_DRAFT = {"oluwaseun"}  # written three days ago; nobody has agreed yet
LEADERS = {who: leader for leader, *led in SHIFTS.values() for who in led} | {"amara": "ravi"}
# By place in GOALS: how sure, and how far, its owner and their mentor said at the start.
AT_FIRST = {0: ((2, 1), (3, 1)), 2: ((4, 2), (3, 1)), 9: ((3, 2), (4, 2)), 4: ((3, None), (4, None))}
AT_LAST = {4: ((5, None), (4, None))}


@dataclass(frozen=True)
class Proposed:
    """To which goal, on which day; with the owner's answer and whether they took it, or None where it waits."""

    goal: int
    day: int
    why: str
    said: dict[str, Any]
    answered: tuple[int, bool, str] | None = None


PROPOSED = (
    Proposed(
        0,
        -40,
        "Two days are long when you carry it home. What about the next morning?",
        {"title": "Say the hard thing by the next morning"},
        (-39, False, "The next morning I am still angry. Two days, and I keep them."),
    ),
    Proposed(
        0,
        -1,
        "You have Lene and Yassine behind you. The next one is somebody who is above you.",
        {"milestone": "Say one hard thing to Helena", "milestone_due": 20},
    ),
)


def stand(story: Story) -> None:
    for goal in GOALS:
        if goal.owner not in STILL_DRAFT:
            _begin(story, goal)
    story.then(
        "yuki", -9, "18:20", _paused(story, GOALS[13], "The depot moves; nobody can think of rosters.", 8)
    )
    for place, numbers in AT_FIRST.items():
        _rate(story, GOALS[place], GOALS[place].day + 2, numbers)
    for place, numbers in AT_LAST.items():
        ended = GOALS[place].ended
        assert ended is not None
        _rate(story, GOALS[place], ended[1] + 1, numbers)
    for proposed in PROPOSED:
        _propose(story, proposed)


def _begin(story: Story, goal: Goal) -> None:
    def agreed(member: Member) -> None:
        agree(member, goal_for(member, story.made[goal]))

    def begun(member: Member) -> None:
        move_goal(member, goal_for(member, story.made[goal]), "in progress")

    read = story.then(LEADERS[goal.owner], goal.day + 1, "18:30", agreed)
    story.then(goal.owner, goal.day + 1, "19:30", begun, after=read)


def _paused(story: Story, goal: Goal, why: str, until: int) -> Any:
    def step(member: Member) -> None:
        move_goal(member, goal_for(member, story.made[goal]), "paused", why, story.day(until))

    return step


def _rate(story: Story, goal: Goal, day: int, numbers: Any) -> None:
    for who, (confidence, level) in zip((goal.owner, LEADERS[goal.owner]), numbers, strict=True):

        def step(member: Member, confidence: int = confidence, level: int | None = level) -> None:
            rate(member, goal_for(member, story.made[goal]), {"confidence": confidence, "level": level})

        story.then(who, day, "20:00", step)


def _propose(story: Story, proposed: Proposed) -> None:
    goal = GOALS[proposed.goal]

    def step(member: Member) -> None:
        there = goal_for(member, story.made[goal])
        said = {"title": there.title, "outcome": clean(there.outcome), "milestone": "", **proposed.said}
        due = said.pop("milestone_due", None)
        day = None if due is None else story.day(due)
        made = proposals.propose(member, there, **said, milestone_due=day, why=proposed.why)
        story.made["proposal", proposed.day] = made.id

    story.then(LEADERS[goal.owner], proposed.day, "19:10", step)
    if proposed.answered:
        _answer(story, goal, proposed)


def _answer(story: Story, goal: Goal, proposed: Proposed) -> None:
    assert proposed.answered is not None
    day, taken, words = proposed.answered

    def step(member: Member) -> None:
        there = proposal_for(member, story.made["proposal", proposed.day])
        (proposals.take if taken else proposals.decline)(member, there, words)

    story.then(goal.owner, day, "21:00", step)
