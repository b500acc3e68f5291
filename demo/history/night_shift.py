"""Ravi's meetings with one person each, Amara among them: mentors are mentored too."""

from demo.history.said import Action, Session

WITH_RAVI = (
    Session(
        "ravi",
        "ingrid",
        -43,
        "06:30",
        "call",
        30,
        "<p>The hour after the night. What is in it that nobody else could carry? After ten minutes: "
        "nothing. After twenty: trust.</p>",
        "",
        (Action("ingrid", "Write the handover on one card", -34, -36),),
    ),
    Session(
        "ravi",
        "ingrid",
        -26,
        "06:30",
        "call",
        25,
        "<p>The card works on paper. Now Pål has to hold it. She will stand beside him for three "
        "handovers and count how often she speaks.</p>",
        "",
        (Action("ingrid", "Stand beside Pål, three times", -10, -11),),
    ),
    Session(
        "ravi",
        "ingrid",
        -10,
        "06:30",
        "in person",
        60,
        "<p>Breakfast in the canteen while Pål ran the handover next door. She looked at the door four "
        "times. The fifth time she ordered coffee.</p>",
        "Wonderful to watch. Ask her to tell it to the others herself.",
        (Action("ingrid", "Leave at six for two weeks", 8),),
    ),
    Session(
        "ravi",
        "samir",
        -28,
        "17:00",
        "video",
        45,
        "<p>Three drivers, three reasons: the last one who spoke got the early tour; it takes too long; "
        "“you already know”.</p><p>The handbook can wait. He said so with relief.</p>",
        "",
        (Action("samir", "Begin the meeting with something that went wrong for him", -9, -9),),
    ),
    Session(
        "ravi",
        "aroha",
        -39,
        "20:00",
        "video",
        40,
        "<p>One-to-ones: the times are up on the wall by the kettle. Two people have already crossed "
        "theirs out and written a better one.</p>",
        "She cancels when she is unsure what to say. Give her a first question.",
        (
            Action("aroha", "Hold the first three one-to-ones", -17),
            Action("ravi", "Send three first questions for a one-to-one", -32, -34),
        ),
    ),
    Session(
        "ravi",
        "yuki",
        -24,
        "15:00",
        "chat",
        25,
        "<p>What each shift likes about the other: the day shift likes how quiet the night leaves the "
        "store. The night shift likes that the day always answers.</p>",
    ),
    Session(
        "ravi",
        "yuki",
        -7,
        "15:00",
        "event",
        90,
        "<p>At the opening of the new cold store we found an hour at the back. Five lines are enough "
        "for an agreement; the sixth is always against somebody.</p>",
        "Easier side by side than face to face.",
        (
            Action(
                "yuki",
                "Invite two people from each shift",
                -1,
                gone=(-2, "Everybody packs boxes. Nobody comes to a talk about agreements."),
            ),
        ),
    ),
    Session(
        "ravi",
        "amara",
        -13,
        "07:30",
        "video",
        50,
        "<p>Two pages of calls, and the same four depots. We counted how often the answer was already "
        "in the question.</p>",
        "She is a better mentor than she believes.",
        (Action("amara", "Ask 'what have you tried?' in every call for a week", 1),),
    ),
    Session(
        "ravi",
        "aroha",
        -4,
        "20:00",
        "call",
        35,
        "<p>“I am stuck.” It was her first sentence, and she had carried it around since Monday. Four of nine have had "
        "their twenty minutes; the others she moved, and then moved again.</p><p>We did not plan anything. She named "
        "what she fears: that somebody asks for more money and she has no answer.</p>",
        "Relieved once it was said. Call her on Wednesday, before the next round and not after it.",
        (Action("aroha", "Hold one talk without having an answer, and tell me how it was", 3),),
    ),
)
