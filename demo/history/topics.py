"""What people brought up on their own: in the course, in a group, between two; and what was said on a goal."""

from dataclasses import dataclass

from demo.history.said import Post
from demo.people import DAY


@dataclass(frozen=True)
class Topic:
    """`group` is '' for everybody. Its first post begins it."""

    title: str
    post: Post
    group: str = ""


TOPICS = (
    Topic(
        "A room where nobody knocks",
        Post(
            "sofia",
            -31,
            "10:20",
            "My office has a window to the yard, and everybody waves. Where do you hold the talks that nobody should see?",
            (
                Post(
                    "ingrid", -31, "17:45", "The small kitchen on the second floor, after ten. Bring coffee."
                ),
                Post("helena", -30, "09:10", "Room 2.14 can be booked as ‘maintenance’. It looks like work."),
            ),
            asks=True,
        ),
    ),
    Topic(
        "Who brings a case next time?",
        Post(
            "amara",
            -8,
            "12:00",
            "Rahul has brought the last two. Who has one that is still warm?",
            (
                Post("jonas", -7, "06:40", "I do. It is about a stand-up that I let somebody else open."),
                Post("fatima", -6, "20:15", "After Jonas I have the roster, part three."),
            ),
        ),
        group=DAY,
    ),
)

# Between a mentor and a mentee: to what, by whom, and how it went on.
ALONE = (
    (
        Post(
            "fatima",
            -5,
            "21:00",
            "I read this twice. Can I ask you something about Yassine that is not for the group?",
        ),
        Post("amara", -4, "08:30", "Of course. Here is better than at the end of a call."),
    ),
)

# Somebody asks the leads to look at a post: who, when, why, in which words.
FLAGGED = (
    "rahul",
    -1,
    "13:10",
    "wrong place",
    "It is kind. It is about one of us, though, and I think he reads this.",
)

ON_A_GOAL = Post(
    "amara",
    -9,
    "16:20",
    "The last milestone says five people. What would you take from one who says nothing?",
    (Post("fatima", -8, "19:00", "That I asked in front of the others. I will ask alone."),),
)
