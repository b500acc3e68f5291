"""What mentors and leads shared to read and to look at, and what was said beside it."""

from demo.history import threads
from demo.history.first_talks import TO_BEGIN_WITH
from demo.history.said import Resource
from demo.history.stuck import STUCK

FIRST_WEEKS = (
    "<p>We asked six people who lead a shift or a desk at Northwind what they wish somebody had told "
    "them in their first weeks.</p><ol><li>Your old friends will test you once. Be kind, be clear, do "
    "it soon.</li><li>Nobody expects you to know. They expect you to come back with the "
    "answer.</li><li>Learn three names a day, and one thing about each.</li><li>Change nothing for two "
    "weeks except what is dangerous.</li><li>Eat with them. Not every day.</li><li>Go home on time at "
    "least twice a week: they copy what you do.</li></ol>"
)

HANDING_OVER = (
    "<p>Hovering is when the work has moved and the worry has not.</p><ol><li>Say what good looks like, "
    "in one sentence, and what must never happen, in another.</li><li>Agree when you will look, and "
    "look then. Not before.</li><li>Let the first small mistake stand. Ask about it on the agreed "
    "day.</li><li>When people come to you, send them back to the owner, every time, also when you know "
    "the answer.</li></ol><blockquote>The rota was worse than mine for two weeks. Then it was better. I "
    "had not planned for that.</blockquote>"
)

TEN_MINUTES = (
    "<p>A stand-up is for the people who stand in it.</p><ul><li>One minute: what today is "
    "about.</li><li>Six minutes: everybody says one thing that others need to know.</li><li>Two "
    "minutes: who needs whom, by name.</li><li>One minute: something that went well yesterday, and who "
    "did it.</li></ul><p>Whoever leads it talks less than half of the time. Somebody else opens it on "
    "Thursdays.</p>"
)

# Beside what the programme brought: the title of its page, and what was said there.
BESIDE_THE_PROGRAMME = {"Feedback that lands": threads.FEEDBACK}

RESOURCES = (
    *TO_BEGIN_WITH,
    Resource(
        "helena",
        -56,
        ("resources", 1),
        "The first weeks: what six of us wish we had known",
        FIRST_WEEKS,
        "You are not the first one who finds the second week harder than the first.",
        5,
        posts=threads.FIRST_WEEKS,
    ),
    Resource(
        "helena",
        -54,
        ("goal-setting", 1),
        "GROW: four kinds of questions",
        "<p>Goal, reality, options, will. Worth ten minutes before you write your first goal: it shows "
        "how a problem turns into something you can do on Monday.</p>",
        "The questions your mentor will ask you come from here.",
        10,
        url="https://en.wikipedia.org/wiki/GROW_model",
        posts=threads.GROW,
    ),
    Resource(
        "ravi",
        -28,
        ("resources", 1),
        "Handing over without hovering",
        HANDING_OVER,
        "Nights only work when the day can trust them, and the other way round.",
        4,
        posts=threads.HANDING_OVER,
    ),
    Resource(
        "ravi",
        -14,
        ("session", 2),
        "Active listening, and what it is not",
        "<p>The part about paraphrasing sounds wooden until you try it with somebody who is angry.</p>",
        "Half of a one-to-one is what you do not say.",
        12,
        url="https://en.wikipedia.org/wiki/Active_listening",
        posts=threads.LISTENING,
    ),
    Resource(
        "amara",
        -12,
        ("resources", 1),
        "Ten good minutes",
        TEN_MINUTES,
        "Three of you asked for it after our last call.",
        3,
        posts=threads.TEN_MINUTES,
    ),
    Resource(
        "helena",
        -6,
        ("reflection", 1),
        "Psychological safety",
        "<p>Where people can say that they were wrong, fewer things go wrong. Read the part on what "
        "leaders do.</p>",
        "It is what the hard talks and the good stand-ups have in common.",
        15,
        url="https://en.wikipedia.org/wiki/Psychological_safety",
        posts=STUCK,
    ),
)
