"""What the two mentors keep to themselves about those they mentor."""

from demo.history.story import Step, Story
from plugin.groups.remembered.actions import add_note, keep_lines
from plugin.member import Member
from plugin.text import from_plain

# mentor -> mentee -> two lines
LINES = {
    "amara": {
        "fatima": ("Two of the old team applied for the same job", "Thinks aloud: leave silence"),
        "kwame": ("Daughter starts school in September", ""),
    },
    "ravi": {
        "amara": ("Wants to lead a region one day, and says so to few", ""),
        "ingrid": ("Writes better than speaks: ask for it in writing", "Night shift, so never before noon"),
        "samir": ("Says yes too fast; ask a second time", ""),
        "aroha": ("Knows all the advice; ask what stands in the way", ""),
        "tomasz": ("Comes with a plan. Ask what it is for", ""),
        "yuki": ("The depot moves in spring", ""),
    },
}
# mentor, mentee, day, words
NOTES = (
    (
        "amara",
        "fatima",
        -16,
        "Asked what they would tell a friend. Long pause, then the answer was their own. Do this again.",
    ),
    ("ravi", "amara", -12, "Gives more than there is time for. Ask what may be left undone."),
    ("ravi", "ingrid", -11, "The best question of the evening came in a message an hour later."),
    ("ravi", "samir", -10, "Went quiet when the fleet was named. Come back to it."),
    ("ravi", "aroha", -4, "Do not give advice. Sit in on one of the talks."),
    ("ravi", "tomasz", -9, "Plans for others before asking them. Say so next time, kindly."),
    ("ravi", "yuki", -8, "Pausing the goal was the right thing, and hard to say."),
)


def remember(story: Story) -> None:
    for mentor, about in LINES.items():
        for mentee, lines in about.items():
            story.then(mentor, -20, "21:40", _kept(story, mentee, lines))
    for mentor, mentee, day, words in NOTES:
        story.then(mentor, day, "21:50", _noted(story, mentee, words))


def _kept(story: Story, mentee: str, lines: tuple[str, str]) -> Step:
    def step(member: Member) -> None:
        keep_lines(member, story.enrolment(mentee), *lines)

    return step


def _noted(story: Story, mentee: str, words: str) -> Step:
    def step(member: Member) -> None:
        add_note(member, story.enrolment(mentee), from_plain(words))

    return step
