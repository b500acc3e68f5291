"""How far they are: pages read, and the halfway questions answered in their own words."""

# When each of them said that they were done with the reading; the others have it open still.
READ = {
    "fatima": -24,
    "kwame": -30,
    "jonas": -28,
    "mei-ling": -40,
    "rahul": -22,
    "ingrid": -38,
    "samir": -20,
    "yuki": -9,
}

# The answers to the halfway look, in the order of its questions; whoever has given fewer has not finished.
HALFWAY = {
    "mei-ling": (
        -3,
        (
            "I can leave at six with tickets open. On Tuesday there were four, each with a name, and I went swimming.",
            "Five mornings with none left over. Missing: a week in which I am not in the building at all.",
            "More: asking what they have tried. Less: reading over their shoulder. Said kindly, by two of them.",
            "The monthly numbers. I would have to show Arjun once, slowly, and then not open the file.",
            "Four. One more if the late shift keeps it up through the holidays.",
        ),
    ),
    "ingrid": (
        -2,
        (
            "I can sit in the canteen while the handover runs next door. I did not believe it until I had finished the "
            "coffee.",
            "Pål has run nine. In one of them something was missing, and he rang me before I could ring him.",
            "More: telling them what went well. Less: standing in the door. Pål said it, and he was right.",
            "The holiday plan. It is a habit and not a skill, I know.",
            "Four. The fifth is two whole weeks.",
        ),
    ),
    "jonas": (
        -1,
        (
            "I can be quiet for nine minutes. Merle has it on video.",
            "Everybody spoke on Monday. Missing: that somebody says something I do not like.",
            "More: asking who needs whom. Less: „kurz noch“, which is never short. I asked Merle.",
            "Ordering the gloves. Somebody else would have to be allowed to get it wrong.",
            "Three, and four when somebody contradicts me in front of the others.",
        ),
    ),
    "fatima": (
        -1,
        (
            "I said something hard to a driver on the same day, sitting down. In spring I would have written an e-mail.",
            "One talk that ended with their plan. Two are missing, and one of them is with Yassine.",
        ),
    ),
}

# What mentors said to what was handed in: the day, their words, and whether it is done. One still waits.
RESPONSES = {
    ("amara", "mei-ling"): (
        -2,
        "The swimming says more than the tickets. I would give you a four as soon as a whole week has gone without you; "
        "let us find that week when we meet.",
        True,
    ),
    ("ravi", "ingrid"): (
        -1,
        "You write what you do less of. Who has noticed, apart from Pål? Ask two of them, add it, and hand it in again.",
        False,
    ),
}
