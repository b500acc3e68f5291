"""What the mentees of the demonstration want to change, in their words."""

from demo.history.said import Goal, Milestone

GOALS = (
    Goal(
        "fatima",
        -52,
        "Say the hard thing within two days",
        "They all go quiet when I give feedback. Last spring I was one of them, and I think they do not "
        "take it from me yet.",
        "When something goes wrong, the person hears it from me within two days, sitting down, and says "
        "what they will do next. I know it works when three talks in a row end with their plan and not "
        "mine.",
        "skill",
        "Feedback",
        (
            Milestone(
                "Put the problem into one sentence we both believe", "Amara reads it and nods", -43, -45
            ),
            Milestone("Sit in on one of Ingrid's shift talks", "I wrote down how it began", -21, -24),
            Milestone("One talk within two days", "It happened, and I asked before I told", -9, -8),
            Milestone("Talk with Yassine about the missed call", "He has said how he saw it", 4),
            Milestone("Ask the team what has changed", "Five people said something I can use", 23),
        ),
    ),
    Goal(
        "fatima",
        -26,
        "Leave the roster with Yassine",
        "I still make the roster on Sunday evenings, because it goes wrong when anybody else does it.",
        "Yassine plans the week alone and I look at it once, on Thursday, for ten minutes.",
        "project",
        "Weekly roster",
        (
            Milestone("He watches me plan a week", "He has asked why at least five times", -12, -12),
            Milestone("I watch him plan a week", "I said nothing for half an hour", 2),
            Milestone("He plans a week alone", "No call to me before Thursday", 16),
        ),
    ),
    Goal(
        "kwame",
        -47,
        "Fridays that do not need me",
        "Fridays eat me. I check every line of the rota and still get called at night about a trailer.",
        "Efua runs the Friday rota with three rules we agreed on, and calls me only when a rule breaks.",
        "skill",
        "Delegation",
        (
            Milestone("List what only I can do", "The list is shorter than a page", -32, -30),
            Milestone("Give Efua the Friday rota, with the three rules", "She has run one Friday", -4),
            Milestone("Two Fridays without a call to me", "My phone says so", 12),
        ),
    ),
    Goal(
        "jonas",
        -45,
        "Ten good minutes at the start of the shift",
        "My stand-up is a list that I read out. Half of the yard looks at the gate meanwhile.",
        "In ten minutes everybody has said one thing, and I have talked for less than half of the time.",
        "skill",
        "Running a meeting",
        (
            Milestone("Time myself for a week", "Five numbers on a card", -28, -28),
            Milestone("Let Merle open the stand-up once", "She did, and I stood at the back", -11, -10),
            Milestone("Ask two people what they would drop", "We dropped it", 6),
        ),
    ),
    Goal(
        "mei-ling",
        -49,
        "One owner for every ticket that stays over night",
        "In the morning nobody knows whose ticket it is, so I take them all, and I am late for the day.",
        "Every ticket that stays open at 18:00 has one name on it, and that name is not mine.",
        "project",
        "Evening handover",
        (
            Milestone("Count the tickets without a name for a week", "I know the number", -39, -41),
            Milestone("Agree with both shifts how a name is set", "It fits on the whiteboard", -19, -21),
            Milestone("A week with none left over", "Five mornings, zero tickets", -7, -6),
        ),
        ended=("achieved", -5, "Five mornings with none left over, and two of them without me in the yard."),
    ),
    Goal(
        "mei-ling",
        -4,
        "Ask before I answer",
        "They come to me because I am quick. I like that, and it keeps them small.",
        "Somebody who comes with a question leaves with their own next step, at least twice a week.",
        "skill",
        "Coaching",
        (
            Milestone("Collect three questions that work for me", "They stand on my screen", 5),
            Milestone("Twice in one week", "Two names in my notebook", 15),
        ),
    ),
    Goal(
        "sofia",
        -41,
        "Say no and keep the client",
        "I promise the client what the yard cannot do, and then I stand between the two.",
        "I say what we can do and by when, in the first call, and the client still comes back next month.",
        "skill",
        "Negotiation",
        (
            Milestone("Write down the last five promises I regretted", "Five lines, no excuses", -26, -19),
            Milestone("Practise one no with Jonas", "He played the client and meant it", -2),
            Milestone("Three first calls with a clear no", "I noted how each one ended", 14),
        ),
    ),
    Goal(
        "rahul",
        -39,
        "Two people who tell me the truth",
        "Since I became a lead nobody contradicts me. The returns plan was wrong and four people knew it.",
        "Before each change I hear one honest objection, and people see that I used it.",
        "skill",
        "Listening",
        (
            Milestone("Ask Nisha and Prakash for one objection a week", "Both have said yes", -24, -26),
            Milestone(
                "Change one plan because of it, aloud", "I said in the meeting whose idea it was", -8, -7
            ),
            Milestone("Ask two peers for a review", "I have both answers", 7),
        ),
    ),
    Goal(
        "oluwaseun",
        -3,
        "Know the dock before I change it",
        "I have eleven ideas and four days of experience. Somebody smiled when I said the second one.",
        "After a month I have worked every post once and can say for each idea who would pay for it.",
        "project",
        "My first month",
        (
            Milestone("Work one shift at each of the five posts", "Five ticks in my book", 11),
            Milestone("Take the three best ideas to the crew", "They chose one", 24),
        ),
    ),
    Goal(
        "ingrid",
        -49,
        "The handover runs without me",
        "I stay an hour after every night because I do not trust the handover. I have not had breakfast "
        "with my daughter since summer.",
        "Pål runs the handover, I leave at six, and nothing that matters is missing by seven.",
        "skill",
        "Delegation",
        (
            Milestone("Write the handover on one card", "Pål could read it to somebody new", -34, -36),
            Milestone("Stand beside Pål for three handovers", "I spoke once at most", -10, -11),
            Milestone("Two weeks of leaving at six", "Breakfast, ten times", 8),
        ),
    ),
    Goal(
        "samir",
        -43,
        "Drivers who say it in the meeting",
        "They agree in the room and disagree in the yard. I hear about it from the tyre man.",
        "Problems are said in the meeting, by the one who has them, and we leave with one thing decided.",
        "skill",
        "Running a meeting",
        (
            Milestone("Ask three drivers alone what stops them", "I only listened", -24, -26),
            Milestone("Begin with what went wrong for me this week", "I did, and it was true", -9, -9),
            Milestone("One decision a meeting, read out at the end", "Three meetings in a row", 9),
        ),
    ),
    Goal(
        "samir",
        -41,
        "A handbook for the fleet",
        "Every new driver asks me the same thirty things.",
        "A handbook that a new driver can read in the cab.",
        "project",
        "Fleet handbook",
        (Milestone("Collect the thirty questions", "They are in one list", -15),),
        ended=("let go", -12, "Nobody reads handbooks at five in the morning. The list by the gate does it."),
    ),
    Goal(
        "aroha",
        -47,
        "One-to-ones that happen",
        "I plan them on Mondays and cancel them on Mondays. Something is always burning.",
        "Each of my nine people has twenty minutes with me every second week, and I do not move them.",
        "skill",
        "One-to-ones",
        (
            Milestone("Tell the team why, and put the times up", "The list hangs by the kettle", -36, -34),
            Milestone("One round with everybody", "Nine names ticked", -6),
            Milestone("A second round, begun by them", "They brought the first topic", 10),
        ),
    ),
    Goal(
        "yuki",
        -36,
        "An agreement we made ourselves",
        "In the cold store there are two shifts and two ways of doing everything. Each says the other "
        "is careless.",
        "One page that both shifts wrote, with five things we do the same, and a date to look at it again.",
        "project",
        "Team agreement",
        (
            Milestone(
                "Ask each shift what they like about the other", "Six honest lines from each", -14, -15
            ),
            Milestone("One hour with two people from each shift", "A draft with five lines", 3),
            Milestone("Everybody has signed it", "Even the night shift", 20),
        ),
    ),
    Goal(
        "amara",
        -34,
        "Let the depots solve it first",
        "When a depot calls me I fix it. It feels good, and next week they call again.",
        "A depot that calls me has already tried something, and tells me what. I ask, and then I wait.",
        "skill",
        "Coaching",
        (
            Milestone("Note for two weeks who calls and what I answer", "Two pages", -10, -11),
            Milestone("Ask 'what have you tried?' in every call", "A week without an exception", 1),
        ),
    ),
)
