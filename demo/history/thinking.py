"""What goals rest on, which milestones wait for which, and how somebody looked back on one that has ended."""

from dataclasses import dataclass
from datetime import date

from demo.history.goals import GOALS
from demo.history.said import Milestone
from demo.history.story import Story
from plugin.courses.goals.grounds.actions import think_through
from plugin.courses.goals.lookback.actions import look_back
from plugin.courses.goals.milestones.actions import Wanted, change_milestone
from plugin.courses.goals.queries import goal_for, milestone_for
from plugin.member import Member
from plugin.text import from_plain


@dataclass(frozen=True)
class Thought:
    """About which goal, so many days after it was written."""

    goal: int
    after: int
    whys: tuple[str, ...]
    said: dict[str, str]
    target: int | None = None


THOUGHTS = (
    Thought(
        0,
        3,
        (
            "Because I say it too late, and then all of it at once.",
            "Because I wait for a good moment.",
            "Because I am angry, and wait until I am not.",
            "Because I am afraid that they stop liking me.",
        ),
        {
            "solved": "Somebody would come to me with a mistake before I have seen it.",
            "evidence": "Three talks in a row that end with their plan.",
            "assumptions": "That they hear it better sitting down. I have not tried it standing.",
            "relevance": "The night shift copies how the day shift talks.",
            "applied": "The talks on Mondays at six, from next week on.",
        },
        3,
    ),
    Thought(
        2,
        4,
        ("Because nobody else knows the rules.", "Because I never wrote them down."),
        {
            "evidence": "Two Fridays on which my telephone was silent.",
            "relevance": "I want to be home on Fridays.",
        },
        4,
    ),
)
# Which milestone of which goal waits for which other one, counted from the first.
WAITING = ((0, 3, 2), (0, 4, 3), (2, 1, 0), (2, 2, 1))
LOOKED_BACK = (
    4,
    {
        "worked": "The whiteboard, and that I was away for two of the five mornings.",
        "failed": "Asking for names by e-mail. Nobody reads it at six.",
        "tell": "Count for a week before you change anything. The number does the talking.",
    },
)


def think(story: Story) -> None:
    for thought in THOUGHTS:
        _think(story, thought)
    for place, waits, other in WAITING:
        _wait(story, place, waits, other)
    place, said = LOOKED_BACK
    ended = GOALS[place].ended
    assert ended is not None

    def step(member: Member) -> None:
        look_back(
            member,
            goal_for(member, story.made[GOALS[place]]),
            0,
            {of: from_plain(one) for of, one in said.items()},
        )

    story.then(GOALS[place].owner, ended[1] + 2, "19:00", step)


def _think(story: Story, thought: Thought) -> None:
    goal = GOALS[thought.goal]

    def step(member: Member) -> None:
        there = goal_for(member, story.made[goal])
        think_through(member, there, 0, whys=list(thought.whys), target=thought.target, **thought.said)

    story.then(goal.owner, goal.day + thought.after, "20:30", step)


def _wait(story: Story, place: int, waits: int, other: int) -> None:
    goal = GOALS[place]
    one, before = goal.milestones[waits], goal.milestones[other]

    def step(member: Member) -> None:
        there = milestone_for(member, story.made[one])
        wanted = Wanted(one.what, _due(story, one), one.done_when, None, story.made[before])
        change_milestone(member, there, there.version, wanted)

    story.then(goal.owner, goal.day, f"17:0{waits}", step)


def _due(story: Story, milestone: Milestone) -> date:
    return story.day(milestone.due)
