"""How sure, how far: each says it once at the start and once at the end, and it is kept by whom."""

from __future__ import annotations

import pytest

from plugin.courses.goals.ratings.actions import rate
from plugin.courses.goals.ratings.models import GoalRating
from plugin.courses.goals.ratings.queries import ratings_of
from plugin.courses.goals.standing.actions import move_goal
from plugin.database import db
from plugin.errors import Invalid
from tests.factories import a_lead, a_mentor
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as


def told(viewer, goal):
    return {(line.of, line.name): (line.start, line.end) for line in ratings_of(viewer, goal).lines}


def test_both_say_it_at_the_start_and_at_the_end(pair, goal):
    mentor, mentee = pair
    rate(mentee, goal, {"confidence": 2, "level": 1})
    rate(mentor, goal, {"confidence": 4, "level": None})
    move_goal(mentee, goal, "achieved", "It works")
    rate(mentee, goal, {"confidence": 5, "level": 3})

    assert told(mentor, goal) == {
        ("confidence", mentee.name): (2, 5),
        ("confidence", mentor.name): (4, None),
        ("level", mentee.name): (1, 3),
    }
    assert [line.is_better for line in ratings_of(mentor, goal).lines] == [True, False, True]
    assert ratings_of(mentor, goal).open == ("confidence", "level")
    assert ratings_of(mentee, goal).open == ()


def test_what_was_said_stays(pair, goal):
    rate(pair[1], goal, {"confidence": 2, "level": None})
    rate(pair[1], goal, {"confidence": 5, "level": 3})

    assert told(pair[1], goal) == {
        ("confidence", pair[1].name): (2, None),
        ("level", pair[1].name): (3, None),
    }


def test_a_project_has_no_level(pair):
    project = a_goal(pair[1], toward="project")
    rate(pair[1], project, {"confidence": 3, "level": 3})

    assert told(pair[1], project) == {("confidence", pair[1].name): (3, None)}
    with pytest.raises(Invalid, match="choose a number"):
        rate(pair[1], project, {"confidence": None, "level": 3})


@pytest.mark.parametrize(
    "sent", [{}, {"confidence": "0"}, {"confidence": "6"}, {"level": "-1"}, {"confidence": "very"}]
)
def test_what_is_no_number_of_the_scale_is_refused(client, pair, goal, sent):
    page = visit_as(client, pair[1]).post(f"/goals/{goal.id}/ratings", sent)

    assert page.status_code == 422
    assert db.session.query(GoalRating).count() == 0


def test_nobody_else_gives_or_reads_a_number(client, pair, goal):
    rate(pair[1], goal, {"confidence": 4, "level": None})
    for other in (a_lead(pair[0]), a_mentor(pair[0])):
        at = visit_as(client, other)
        assert at.get(f"/goals/{goal.id}").status_code == 404
        assert at.post(f"/goals/{goal.id}/ratings", {"confidence": "3"}).status_code == 404


def test_the_page_asks_each_for_what_is_missing(client, pair, goal):
    at = visit_as(client, pair[1])
    assert "How sure are you that it will change something?" in at.get(f"/goals/{goal.id}").text
    page = at.post(f"/goals/{goal.id}/ratings", {"confidence": "3", "level": "0"}, follow_redirects=True)
    assert "How sure are you" not in page.text
    assert "How sure are you" in visit_as(client, pair[0]).get(f"/goals/{goal.id}").text
