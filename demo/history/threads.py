"""What people said to each other beside the resources, some of it several replies deep."""

from demo.history.said import Post

FEEDBACK = (
    Post(
        "samir",
        -26,
        "19:40",
        "What if there is no other side? I asked how it looked from where he stood, and he said “all fine”.",
        (
            Post(
                "amara",
                -24,
                "08:15",
                "Then say what <em>you</em> saw, one thing, with the time. And wait. “All fine” is "
                "often “please not now”.",
                (
                    Post(
                        "samir",
                        -19,
                        "20:05",
                        "I waited. It was the longest silence of my life. Then he told me about the tyres.",
                        (
                            Post(
                                "fatima",
                                -19,
                                "21:10",
                                "How long was it really?",
                                (
                                    Post(
                                        "samir",
                                        -17,
                                        "06:50",
                                        "Eight seconds. The clock hangs behind him.",
                                        (
                                            Post(
                                                "ingrid",
                                                -17,
                                                "07:20",
                                                "I am going to need a clock behind Pål.",
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                            Post("amara", -17, "09:00", "That is the whole skill. Thank you for telling it."),
                        ),
                    ),
                ),
            ),
            Post(
                "rahul",
                -21,
                "13:30",
                "With my oldest colleague I wrote the time on paper and put it between us. Easier than "
                "saying it.",
            ),
        ),
        asks=True,
    ),
    Post(
        "yuki",
        -9,
        "16:20",
        "Does it work in writing? Half of my team is on the other shift, and I see them twice a week.",
        (
            Post(
                "mei-ling",
                -8,
                "11:05",
                "For thanks, yes. For the hard part I would wait for one of the two days. In a chat I "
                "read my own tone, they read theirs.",
                (
                    Post(
                        "yuki",
                        -7,
                        "16:45",
                        "True. I waited until Thursday. He laughed and said he had guessed.",
                    ),
                ),
            ),
            Post(
                "ravi",
                -8,
                "14:00",
                "Write down the first sentence for yourself, then say it. That much writing helps.",
            ),
        ),
    ),
    Post(
        "fatima",
        -5,
        "12:10",
        "I keep the five steps on a card in my jacket. Nobody has seen the card. It works through the cloth.",
    ),
)

FIRST_WEEKS = (
    Post(
        "kwame",
        -49,
        "18:30",
        "Number one came on day three. He parked in my place, the one with my name on it.",
        (
            Post("amara", -47, "07:50", "And? Kind, clear, soon?"),
            Post(
                "aroha",
                -47,
                "22:15",
                "Mine kept my locker. We laugh about it now.",
                (Post("kwame", -45, "18:05", "I parked in his. We had a coffee. He moved."),),
            ),
        ),
    ),
    Post(
        "jonas",
        -45,
        "14:20",
        "I would add a seventh: ask the person who wanted your job how they are. „Wie geht es dir "
        "damit?“ was the best question I asked in my first month.",
        (
            Post(
                "helena",
                -43,
                "09:30",
                "May I put that on the list for the next ones? With your name, or without.",
            ),
        ),
    ),
    Post("oluwaseun", -2, "17:25", "I have read this three times in four days. Number four is the hard one."),
)

GROW = (
    Post(
        "sofia",
        -43,
        "10:40",
        "I always jump to options. Is that wrong? On the care desk there is no time for reality.",
        (
            Post(
                "mei-ling",
                -41,
                "12:00",
                "Two questions about reality save me ten minutes of wrong options. “What have you "
                "tried?” is one of them.",
                (
                    Post(
                        "sofia",
                        -39,
                        "09:15",
                        "Tried it twice today. The second time there was nothing left to solve.",
                    ),
                ),
            ),
        ),
    ),
)

HANDING_OVER = (
    Post(
        "ingrid",
        -21,
        "06:20",
        "“Let the first small mistake stand.” What is small? On nights a wrong trailer is a phone call "
        "from the port.",
        (
            Post(
                "ravi",
                -21,
                "11:30",
                "Decide it before, with Pål, and write it down: these three are never small. Everything "
                "else is.",
                (
                    Post(
                        "ingrid",
                        -11,
                        "06:35",
                        "We wrote five. Two nights later he crossed out two of them himself.",
                        (
                            Post(
                                "kwame",
                                -10,
                                "20:00",
                                "Can I see the three that are left? I need them for Fridays.",
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    Post(
        "fatima",
        -13,
        "20:45",
        "“The worry has not moved” is me on Sunday evening, with somebody else's roster.",
    ),
)

LISTENING = (
    Post(
        "samir",
        -12,
        "21:30",
        "My father used to say: <em>الكلام من فضة والسكوت من ذهب</em>. Speech is silver, silence is "
        "gold. He drove for thirty years and never held a meeting.",
        (
            Post("aroha", -11, "23:40", "I would have gone to his meeting."),
            Post("ravi", -11, "10:10", "May I quote him on Thursday?"),
        ),
    ),
    Post(
        "rahul",
        -6,
        "15:00",
        "Paraphrased an angry driver today. He said “exactly” and sat down. I had no plan for that.",
    ),
)

TEN_MINUTES = (
    Post(
        "jonas",
        -10,
        "15:10",
        "Merle opened it this morning. She asked who was cold. Everybody had something to say.",
        (
            Post("fatima", -9, "19:30", "I am stealing that."),
            Post(
                "amara", -9, "08:40", "Who opens it next Thursday?", (Post("jonas", -8, "06:45", "Not me."),)
            ),
        ),
    ),
    Post(
        "kwame",
        -4,
        "19:00",
        "Six minutes for everybody is short with fourteen people. We do half on Mondays and half on "
        "Tuesdays.",
    ),
)
