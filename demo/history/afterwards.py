"""After sessions: how they were for some who were there; questions that people keep, and what mentors tell."""

from demo.history.meeting import key
from demo.history.story import Story
from plugin.courses.sessions.pulse.actions import say_how_it_was
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.questions.actions import keep_question, tell_story
from plugin.member import Member
from plugin.text import from_plain

# Who says of the session that whom had with whom on which day: useful, growth, room for how they are; and a word.
PULSES = (
    ("fatima", "amara", "fatima", -45, (3, 4, 4), "She asks, and then she waits. I am not used to it."),
    ("fatima", "amara", "fatima", -30, (4, 4, 3), ""),
    ("fatima", "amara", "fatima", -15, (5, 5, 4), "Walking is better than sitting."),
    ("amara", "amara", "fatima", -15, (4, 5, 4), ""),
    ("kwame", "amara", "kwame", -27, (3, 2, 4), ""),
    ("kwame", "amara", "kwame", -12, (4, 4, 5), "We laughed, and then we did not."),
)
QUESTIONS = (
    ("amara", "reality", "What would Efua say if she sat here?"),
    ("amara", "will", "What will you leave out for it?"),
    ("fatima", "mentor", "What did your first team think of you?"),
)
STORIES = (
    (
        "amara",
        -50,
        "I came to this house to count pallets for one summer. My first team had eleven people, and nine of them "
        "were older than I was.\n\nI said everything too late and too politely, until Daniel told me so on the "
        "stairs. Ask me about the stairs.",
    ),
)


def look_inward(story: Story) -> None:
    for who, mentor, mentee, day, numbers, word in PULSES:
        _pulse(story, who, key(mentor, mentee, day), day, numbers, word)
    for who, stage, words in QUESTIONS:

        def step(member: Member, stage: str = stage, words: str = words) -> None:
            keep_question(member, stage, words)

        story.then(who, -20, "21:10", step)
    for who, day, words in STORIES:

        def told(member: Member, words: str = words) -> None:
            tell_story(member, from_plain(words), 0)

        story.then(who, day, "21:20", told)


def _pulse(
    story: Story, who: str, session: object, day: int, numbers: tuple[int, int, int], word: str
) -> None:
    def step(member: Member) -> None:
        seen = session_for(member, story.made[session])
        say_how_it_was(member, seen, dict(zip(("useful", "growth", "wellbeing"), numbers, strict=True)), word)

    story.then(who, day, "21:30", step)
