"""The first weeks: what the programme lead gave them to begin with, and first talks, before anybody had a goal."""

from demo.history.said import Action, Post, Resource, Session

BEGINNING = (
    "<p>Ten weeks are enough to change one thing that matters, and too few for three.</p><ol><li>First two weeks: "
    "meet, and find out whether you want to talk to each other.</li><li>Then one goal, in your own words, about "
    "something that is really there.</li><li>Every other week a talk. It may be short; it should not move.</li><li>In "
    "the middle a look back, and at the end another.</li></ol><p>What you tell your mentor stays between the two of "
    "you. What you write here is seen by whoever the page names.</p>"
)

WELCOME = (
    Post(
        "rahul",
        -65,
        "13:10",
        "What if my one thing turns out to be the wrong one?",
        (
            Post(
                "helena",
                -64,
                "09:20",
                "Then you let it go, say why, and write another. Nobody counts. It has happened to me twice.",
                (Post("rahul", -64, "12:45", "I will quote you on that in week five."),),
            ),
        ),
    ),
    Post(
        "ingrid",
        -63,
        "05:40",
        "“It should not move.” On nights everything moves. May it be at six in the morning?",
        (Post("ravi", -63, "12:00", "It may. I am up; it is half past nine here."),),
    ),
)

TO_BEGIN_WITH = (
    Resource(
        "helena",
        -67,
        ("resources", 1),
        "How the ten weeks go",
        BEGINNING,
        "Read it before your first talk; it takes less time than finding the room.",
        3,
        posts=WELCOME,
    ),
)

FIRST_TALKS = (
    Session(
        "amara",
        "fatima",
        -64,
        "10:00",
        "video",
        30,
        "<p>Who we are, and what each of us would rather not talk about. She has led for five months; before that she "
        "was the one who knew every tour.</p><p>We begin with feedback. Not because it is the worst, but because it "
        "is every day.</p>",
        "Quick, warm, careful with herself. Do not help too early.",
        (Action("fatima", "Note each time somebody goes quiet, for a week", -55, -56),),
    ),
    Session(
        "amara",
        "kwame",
        -63,
        "16:00",
        "call",
        20,
        "<p>He rang from the yard, with the port behind him. He wants his Fridays back and has wanted them for a "
        "year.</p>",
        "",
        (Action("kwame", "Count the calls of one Friday", -57, -57),),
    ),
    Session(
        "amara",
        "mei-ling",
        -60,
        "08:30",
        "video",
        25,
        "<p>She came with a list, and had numbered it. We crossed out all but the first line and kept the paper for "
        "later.</p>",
        "",
    ),
    Session(
        "amara",
        "rahul",
        -58,
        "12:00",
        "in person",
        40,
        "<p>Two days in Tema, so we had tea and no screen. Nobody has contradicted him since March, and he has begun "
        "to notice.</p>",
        "Proud of the plan that failed, and of having seen that it did. Both are true.",
    ),
    Session(
        "ravi",
        "ingrid",
        -61,
        "06:00",
        "call",
        25,
        "<p>At six, as agreed. She stays an hour after every night and calls it tidying up.</p>",
        "",
        (Action("ingrid", "Write down what she tidies, for three nights", -54, -54),),
    ),
    Session(
        "ravi",
        "samir",
        -57,
        "17:00",
        "video",
        35,
        "<p>Two worries, one about the meetings and one about the handbook. We will see which of them is the real "
        "one.</p>",
    ),
    Session(
        "ravi",
        "amara",
        -55,
        "07:30",
        "video",
        40,
        "<p>What she hopes to get from being mentored while she mentors: somebody who notices when she solves it for "
        "them.</p>",
    ),
)
