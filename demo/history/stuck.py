"""Somebody says that they are stuck, where the others can read it, and what came back within two days."""

from demo.history.said import Post

STUCK = (
    Post(
        "aroha",
        -5,
        "22:50",
        "I am stuck. Five of my nine have not had their talk, and each time that I move one it gets harder to ask for "
        "the next. I know all the advice. I have given it to others.",
        (
            Post(
                "ingrid",
                -5,
                "23:30",
                "Thank you for writing it here. I moved mine three times, and then Pål said: “Just sit down, I will "
                "talk.” May I sit in on one of yours?",
                (Post("aroha", -4, "21:15", "Yes. Thursday, before the shift. Bring nothing."),),
            ),
            Post(
                "fatima",
                -4,
                "19:50",
                "The one that you would like to move most: what is it that they might say?",
            ),
        ),
    ),
)
