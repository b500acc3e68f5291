"""What happened on the way to two of the goals, as their owner wrote it down."""

from dataclasses import dataclass

from demo.history.goals import GOALS
from demo.history.story import Story
from plugin.courses.goals.journal.actions import write_entry
from plugin.courses.goals.queries import goal_for
from plugin.member import Member
from plugin.text import from_plain


@dataclass(frozen=True)
class Happened:
    """To which of the goals, on which day, as what; something that is tried has a day until which."""

    goal: int
    day: int
    kind: str
    words: str
    until: int | None = None


HAPPENED = (
    Happened(0, -30, "tried", "I wrote the first line before the talk with Karim. I said the third one."),
    Happened(
        0,
        -24,
        "success",
        "Sat in with Ingrid. She begins with ‘what did you see?’ and then is quiet for a minute.",
    ),
    Happened(
        0,
        -16,
        "failure",
        "Talked with Lene in the corridor. Never again in the corridor: she looked for the door.",
    ),
    Happened(0, -15, "tactic", "A chair for each of us, and I ask what they saw before I say what I did."),
    Happened(0, -8, "success", "Two days, kitchen, door closed. He made a plan before I could."),
    Happened(0, -3, "trying", "Asking at the end: what will you do first?", until=9),
    Happened(
        1,
        -12,
        "change",
        "Not the whole week any more: he plans Monday to Wednesday. He was drowning, and I was watching.",
    ),
)


def write_down(story: Story) -> None:
    for happened in HAPPENED:
        _write(story, happened)


def _write(story: Story, happened: Happened) -> None:
    goal = GOALS[happened.goal]

    def step(member: Member) -> None:
        until = None if happened.until is None else story.day(happened.until)
        written = goal_for(member, story.made[goal])
        write_entry(member, written, happened.kind, from_plain(happened.words), until)

    story.then(goal.owner, happened.day, "20:40", step)
