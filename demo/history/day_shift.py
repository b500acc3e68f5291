"""Amara's meetings with one person each: notes for both, notes for one, and what was promised."""

from demo.history.said import Action, Session

WITH_AMARA = (
    Session(
        "amara",
        "fatima",
        -45,
        "10:00",
        "video",
        45,
        "<p>“They go quiet.” When did it last happen, and what had you said just before? We found the "
        "moment: the feedback was right and four days old.</p>",
        "Some of her old team applied for the job that she got. She has not said it yet.",
        (Action("fatima", "Sit in on one of Ingrid's shift talks", -24, -24),),
    ),
    Session(
        "amara",
        "fatima",
        -30,
        "10:00",
        "call",
        30,
        "<p>Short, between two shifts. She watched Ingrid: sat down first, said one thing, then nothing "
        "for a long time.</p><p>What she wants to copy is the nothing.</p>",
        "",
        (Action("fatima", "Try the silence once, with somebody easy", -22, -23),),
    ),
    Session(
        "amara",
        "fatima",
        -15,
        "10:00",
        "in person",
        70,
        "<p>Walked through the hall together. What she copied from Ingrid: sit down first, one thing "
        "only, then be silent.</p><p>New: the roster. She wants to leave it with Yassine.</p>",
        "She thinks aloud. Leave silence after a question.",
        (
            Action("fatima", "Book the small room for Mondays", -10, -11),
            Action("amara", "Introduce Fatima Zahra to the planner in Tema", -8, -9),
        ),
    ),
    Session(
        "amara",
        "fatima",
        -6,
        "10:00",
        "video",
        50,
        "<p>The talk with the driver went well, because it was short. The next one is harder: Yassine "
        "and the missed call.</p><p>First sentence, as she will say it: “I was there on Tuesday at six, "
        "and I want to hear how you saw it.”</p>",
        "Asked what she would tell a friend in her place. Long pause, then the answer was hers. Do this "
        "again.",
        (
            Action("fatima", "Write down what each person wants next", 1),
            Action("amara", "Send two questions that help with silence", 2),
        ),
    ),
    Session(
        "amara",
        "kwame",
        -41,
        "16:00",
        "call",
        30,
        "<p>Fridays. We drew what only he can do, and it is three things out of nineteen.</p>",
        "",
        (Action("kwame", "Write the three rules for the Friday rota", -9),),
    ),
    Session(
        "amara",
        "kwame",
        -27,
        "16:00",
        "call",
        25,
        "<p>Nineteen things on the list, three that only he can do. He read it out twice.</p>",
        "He likes to be called. So did I.",
    ),
    Session(
        "amara",
        "kwame",
        -12,
        "16:00",
        "call",
        25,
        "<p>The list is good and still in his drawer. What is he afraid will happen if Efua sees it? "
        "“That she does it better.” We laughed, and then we did not.</p>",
        "This is about being needed. Go gently.",
        (
            Action(
                "kwame",
                "Ask Efua what she would change about Fridays",
                2,
                moved=(-1, 5, "Efua is ill until Monday, and this is not for the telephone."),
            ),
        ),
    ),
    Session(
        "amara",
        "jonas",
        -34,
        "09:30",
        "video",
        40,
        "<p>He measured it: eleven minutes of Jonas in a stand-up of fourteen. He was more surprised "
        "than anybody in the yard.</p>",
        "",
        (Action("jonas", "Let Merle open one stand-up", -10, -10),),
    ),
    Session(
        "amara",
        "mei-ling",
        -39,
        "08:30",
        "video",
        45,
        "<p>Thirty-one tickets without a name in one week. Seven would have solved themselves.</p>",
        "",
        (Action("mei-ling", "Ask both shifts how a name gets on a ticket", -24, -21),),
    ),
    Session(
        "amara",
        "mei-ling",
        -22,
        "08:30",
        "video",
        35,
        "<p>Both shifts agreed how a name gets on a ticket: the last one who touched it. It is on the "
        "whiteboard, in their writing.</p>",
    ),
    Session(
        "amara",
        "mei-ling",
        -5,
        "08:30",
        "video",
        40,
        "<p>Five mornings with none left over. What made it work: the whiteboard, and that she was away "
        "for two of the five.</p><p>Next goal: ask before answering.</p><p>→ Mei-Ling: write down the first three "
        "questions she asks on Monday<br>→ Amara: find somebody who would let her sit in</p>",
        "Ready to mentor somebody next year. Tell Helena, with her leave.",
        ideas="A whiteboard at the other gate. Let the night shift tell the story.",
        still_open=True,
    ),
    Session(
        "amara",
        "sofia",
        -30,
        "13:00",
        "chat",
        20,
        "<p>Five promises, five regrets, one pattern: always after four in the afternoon.</p>",
        "",
        (Action("sofia", "Write the sentence that buys an hour", -11, -12),),
    ),
    Session(
        "amara",
        "rahul",
        -26,
        "12:00",
        "video",
        35,
        "<p>Nisha said yes at once. Prakash asked what it would cost him. Good question: what does it "
        "cost somebody to contradict you?</p>",
        "",
        (Action("rahul", "Change one plan because of an objection, and say whose it was", -8, -7),),
    ),
    Session(
        "amara",
        "oluwaseun",
        -3,
        "11:00",
        "video",
        30,
        "<p>First talk. Eleven ideas on a page; we folded the page and agreed to open it again in four "
        "weeks.</p>",
        "Quick, and knows it. The crew will like that if it comes with questions.",
        (Action("oluwaseun", "Work a shift at the first two posts", 4),),
    ),
)
