"""What became of advice, what a mentor wrote to single ones after a group's session, and who rests for a while."""

from demo.history.meeting import key
from demo.history.said import Post
from demo.history.story import Story
from demo.history.threads import FEEDBACK
from demo.history.topics import TOPICS
from demo.people import DAY, NIGHT
from plugin.courses.agreements.parting.actions import hand_over, rest
from plugin.courses.agreements.parting.queries import together
from plugin.courses.sessions.each.actions import keep_note_for
from plugin.courses.sessions.each.queries import note_for
from plugin.discussions.asks.actions import take
from plugin.discussions.queries import post_for
from plugin.member import Member
from plugin.text import from_plain

KITCHEN, ROOM = TOPICS[0].post.replies
SAID_AND_WAITED = FEEDBACK[0].replies[0]

# Who does what with which answer, when, and why.
TAKEN = (
    ("samir", SAID_AND_WAITED, -19, "try", "On the ramp on Thursday, with the tyres."),
    ("samir", SAID_AND_WAITED, -16, "adopt", "Eight seconds, and then he said more than in a year."),
    ("sofia", ROOM, -29, "adopt", "Booked for every other Tuesday. Nobody knocks on maintenance."),
    ("sofia", KITCHEN, -29, "park", "I am never here after ten, and I mean to keep it so."),
)
# By whom, of which group's session, to whom, on which day.
FOR_ONE = (
    (
        "amara",
        DAY,
        -36,
        "kwame",
        -36,
        "You asked Efua's question better than she did. Bring that to your own team.",
    ),
    (
        "amara",
        DAY,
        -36,
        "rahul",
        -36,
        "You were first four times. Try to be last once, and tell me how it was.",
    ),
    ("ravi", NIGHT, -34, "aroha", -33, "Three in the morning is not too late to ring me. I mean it."),
)
RESTS = ("yuki", "ravi", -2, 12, "Stock-taking: nobody talks to anybody until it is over.")
HANDED_OVER = (
    "amara",
    "rahul",
    -3,
    "He decides quickly and is mostly right. What he practises is to ask first; praise that, not the answer. The talk "
    "with his deputy is still to come.",
)


def advise(story: Story) -> None:
    for who, answer, day, what, why in TAKEN:
        _take(story, who, answer, day, what, why)
    for mentor, group, met, mentee, day, words in FOR_ONE:
        _write(story, mentor, key(mentor, group, met), mentee, day, words)
    who, mentor, day, until, why = RESTS
    story.then(
        who,
        day,
        "16:00",
        lambda member: rest(member, together(member, story.enrolment(mentor)), story.day(until), why),
    )
    giver, about, said, words = HANDED_OVER
    story.then(
        giver,
        said,
        "17:00",
        lambda member: hand_over(member, together(member, story.enrolment(about)), from_plain(words)),
    )


def _take(story: Story, who: str, answer: Post, day: int, what: str, why: str) -> None:
    def step(member: Member) -> None:
        take(member, post_for(member, story.made[answer]), what, why)

    story.then(who, day, "22:00", step)


def _write(story: Story, mentor: str, session: object, mentee: str, day: int, words: str) -> None:
    def step(member: Member) -> None:
        note = note_for(member, story.made[session], story.enrolment(mentee))
        keep_note_for(member, note, from_plain(words))

    story.then(mentor, day, "22:10", step)
