"""What a goal rests on: its root, what shows success, what is supposed, why and where; and how far one wants to get."""

from __future__ import annotations

import pytest

from plugin.courses.goals.grounds.actions import think_through
from plugin.courses.goals.grounds.models import Grounds
from plugin.courses.goals.grounds.queries import grounds_of
from plugin.database import db
from plugin.errors import Conflict
from tests.factories import a_lead, a_mentor, a_pair
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as

SENT = {
    "version": "0",
    "why_1": "I wait",
    "why_2": " ",
    "why_3": "I am angry by then",
    "solved": "They come to me",
    "evidence": "Three talks",
    "relevance": "The night shift copies us",
    "applied": "Mondays",
    "target": "3",
}


def test_what_was_thought_stands_on_the_page_of_both(client, pair, goal):
    at = visit_as(client, pair[1])
    assert at.post(f"/goals/{goal.id}/grounds", SENT).status_code == 303

    assert grounds_of(goal).whys == ["I wait", "I am angry by then"]
    assert grounds_of(goal).root == "I am angry by then"
    for one in pair:
        page = visit_as(client, one).get(f"/goals/{goal.id}").text
        assert all(said in page for said in ("I am angry by then", "Three talks", "Mondays", "to level 3"))
    form = at.get(f"/goals/{goal.id}/grounds").text
    assert "I am angry by then</textarea>" in form
    assert goal.problem in at.get(f"/goals/{goal.id}").text


def test_the_first_wording_stays_and_a_mentor_only_reads(client, course, pair, goal):
    mentor, _mentee = pair
    assert visit_as(client, mentor).get(f"/goals/{goal.id}/grounds").status_code == 403
    assert visit_as(client, mentor).post(f"/goals/{goal.id}/grounds", SENT).status_code == 403
    for other in (a_lead(course), a_mentor(course), *a_pair(course)):
        assert visit_as(client, other).get(f"/goals/{goal.id}/grounds").status_code == 404
        assert visit_as(client, other).post(f"/goals/{goal.id}/grounds", SENT).status_code == 404
    assert db.session.query(Grounds).count() == 0


def test_two_windows_get_both_texts(client, pair, goal):
    at = visit_as(client, pair[1])
    at.post(f"/goals/{goal.id}/grounds", SENT)
    page = at.post(f"/goals/{goal.id}/grounds", {**SENT, "evidence": "Four talks", "why_1": "I hurry"})

    assert page.status_code == 409
    assert all(said in page.text for said in ("Three talks", "Four talks", "I wait", "I hurry"))
    assert grounds_of(goal).evidence == "Three talks"
    again = {**SENT, "evidence": "Four talks", "version": "1"}
    assert at.post(f"/goals/{goal.id}/grounds", again).status_code == 303
    assert (grounds_of(goal).evidence, grounds_of(goal).version) == ("Four talks", 2)


def test_saying_the_same_twice_is_no_clash(pair, goal):
    said = {"whys": ["A"], "target": None, "evidence": "B"}
    think_through(pair[1], goal, 0, **said)
    think_through(pair[1], goal, 0, **said)
    with pytest.raises(Conflict):
        think_through(pair[1], goal, 0, **{**said, "evidence": "C"})


@pytest.mark.parametrize("sent", [{"target": "6"}, {"evidence": "x" * 501}])
def test_what_cannot_be_is_said_and_nothing_is_lost(client, pair, goal, sent):
    page = visit_as(client, pair[1]).post(f"/goals/{goal.id}/grounds", {**SENT, **sent})
    assert page.status_code == 422
    assert "The night shift copies us" in page.text
    assert db.session.query(Grounds).count() == 0


def test_a_project_has_no_level(pair):
    goal = a_goal(pair[1], toward="project", toward_what="The roster")
    think_through(pair[1], goal, 0, whys=[], target=4)
    assert goal.target is None
