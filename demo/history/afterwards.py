"""Beside sessions: how they were, questions that people keep, what mentors tell; who is stuck, away, or asks the lead."""

from demo.history.meeting import key
from demo.history.story import Story
from plugin.courses.journey.stuck.actions import say_stuck
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.actions import change_session
from plugin.courses.sessions.pulse.actions import say_how_it_was
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.questions.actions import keep_question, tell_story
from plugin.discussions.actions import start_post
from plugin.discussions.anchors import anchor_of
from plugin.discussions.topics.actions import ask_leads
from plugin.member import Member
from plugin.people.away.actions import say_away
from plugin.text import clean, from_plain

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


STUCK = ("aroha", -5, "Five of my nine have not had their talk, and I keep moving the sixth.")
AWAY = ("tomasz", -3, -1, 6)  # said on which day: from which to which
ASKED = (
    "rahul",
    -4,
    "Two mentors at once?",
    "Ravi has seen my kind of warehouse, Amara my kind of trouble. May I ask him too, without Amara thinking that it "
    "is about her?",
)


def look_inward(story: Story) -> None:
    who, day, why = STUCK
    story.then(who, day, "22:40", lambda member: say_stuck(member, why))
    absent, said, since, until = AWAY
    story.then(absent, said, "15:00", lambda member: say_away(member, story.day(since), story.day(until)))
    _ask(story)
    _put_right(story)
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


def _put_right(story: Story) -> None:
    """Fatima Zahra adds a sentence to what both of them read."""

    def step(member: Member) -> None:
        seen = session_for(member, story.made[key("amara", "fatima", -30)])
        stands = {name: getattr(seen, name) for name in ("at", "mode", "minutes", "ideas", "cost")}
        more = clean(f"{seen.shared}<p>And that Ingrid looked at the table, not at me.</p>")
        change_session(member, seen, seen.version, **stands, shared=more)

    story.then("fatima", -29, "19:30", step)


def _ask(story: Story) -> None:
    who, day, title, words = ASKED

    def step(member: Member) -> None:
        topic = ask_leads(member, course_here(member), title)
        start_post(member, anchor_of(topic), from_plain(words))

    story.then(who, day, "18:15", step)
