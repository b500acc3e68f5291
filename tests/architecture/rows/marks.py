"""What readers say of a post without words, and that they have read everything, in the role table."""

from __future__ import annotations

from tests.architecture.rows.discussions import ELSEWHERE, SAY, something_to_discuss, the_mentees_post
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post, a_reply


def an_answer(world: World) -> Made:
    """By the other mentee, to what the mentee asked."""
    asked = a_post(world.mentee, a_resource(world.section))
    return {"post_id": a_reply(world.other_mentee, asked).id}


NOT_THEIR_OWN: Made = {**SAY, "mentee": 403}
ASKER_MENTORS_LEADS: Made = {
    "mentee": 303,
    "other_mentee": 403,
    "mentor": 303,
    "other_mentor": 303,
    "lead": 303,
    **ELSEWHERE,
}

ROWS = [
    row("POST marks.helped", ids=the_mentees_post, **NOT_THEIR_OWN),
    row("POST marks.helped_not", ids=the_mentees_post, **NOT_THEIR_OWN),
    row("POST marks.answers", ids=an_answer, **ASKER_MENTORS_LEADS),
    row("POST marks.answers_not", ids=an_answer, **ASKER_MENTORS_LEADS),
    row("POST reading.read_all", ids=something_to_discuss, **SAY),
]
