"""What Amara handed to her mentees: a sheet to print, a hint for one of them, and a section for one of them alone."""

from demo.history.resources import RESOURCES
from demo.history.said import Came, Resource

# A file that she brought, into the section where the others talk about feedback.
SHEET = Resource(
    "amara",
    -18,
    ("resources", 1),
    "How we give feedback",
    "<p>Our six steps on one page, and three first sentences on the other. Print it, fold it, put it in a jacket.</p>",
    "You made it yourselves on our last call; I only drew the boxes.",
    2,
)
CAME_OF_SHEET = (
    Came("fatima", (-17, -15, -9), finished=-15, helped=-9),
    Came("mei-ling", (-17, -12), finished=-17, helped=-12),
    Came("jonas", (-15,), finished=-15),
    Came("rahul", (-14,)),
    Came("kwame", (-11,)),
)

# Something that others shared before, pointed out to one mentee.
HINTED = next(resource for resource in RESOURCES if resource.title.startswith("Active listening"))
HINT = (
    "amara",
    "fatima",
    -5,
    "Before you talk to Yassine: only the part about paraphrasing. It is the silence that you liked, with one "
    "sentence in it.",
)
CAME_OF_HINT = (Came("fatima", (-4, -2), finished=-4, helped=-2),)

# In week five, after what they found out about silence: nobody but the two of them has this in their course.
BY, FOR, WEEK_FIVE, ENDED = "amara", "fatima", -37, -28
AFTER = ("resources", 1)
TITLE = "One talk, prepared"
PURPOSE = "Have the next hard talk on the day, sitting down, with one thing to say."
WORDS = (
    "<p>The right words came four days late. So this is only about the day.</p><ol><li>Write down what you saw, and "
    "when. One line.</li><li>Write the first sentence as you will say it. Say it aloud once, to nobody.</li><li>Decide "
    "what you do when they go quiet. “Nothing” is an answer.</li></ol><p>Bring it when we talk on the phone. Crossed "
    "out is fine.</p>"
)
BESIDE = Resource(
    "amara",
    WEEK_FIVE,
    AFTER,
    "What I wrote on mine",
    "<p>My first one, years ago, with somebody who had taught me the job: “On Monday the trucks stood for an hour, and "
    "I want to know how that was for you.”</p><p>I had five more sentences. I was glad not to need them.</p>",
    "So that you see how short it may be.",
    1,
)
CAME_OF_BESIDE = (Came("fatima", (-36, -29), finished=-36, helped=-29),)
