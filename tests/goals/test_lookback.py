"""The end of a goal: what worked, what did not, what to tell the next one."""

from __future__ import annotations

import pytest

from plugin.courses.goals.lookback.actions import look_back
from plugin.courses.goals.lookback.models import Lookback
from plugin.courses.goals.lookback.queries import lookback_of
from plugin.courses.goals.standing.actions import move_goal
from plugin.database import db
from plugin.errors import Conflict
from plugin.text import from_plain
from tests.factories import a_lead, a_pair
from tests.factories.visits import visit_as

SENT = {"version": "0", "worked": "Sitting down first", "failed": "The corridor", "tell": "Count to five"}


@pytest.fixture
def ended(pair, goal):
    move_goal(pair[1], goal, "achieved", "It holds")
    return goal


def test_it_is_asked_for_at_the_end_and_not_before(client, pair, goal):
    at = visit_as(client, pair[1])
    assert "Look back" not in at.get(f"/goals/{goal.id}").text
    assert at.get(f"/goals/{goal.id}/lookback").status_code == 403
    move_goal(pair[1], goal, "let go", "Not mine to solve")

    assert "Look back" in at.get(f"/goals/{goal.id}").text
    assert at.post(f"/goals/{goal.id}/lookback", SENT).status_code == 303
    for one in pair:
        page = visit_as(client, one).get(f"/goals/{goal.id}").text
        assert all(SENT[name] in page for name in ("worked", "failed", "tell"))


def test_taken_up_again_the_words_wait_for_the_next_end(client, pair, ended):
    visit_as(client, pair[1]).post(f"/goals/{ended.id}/lookback", SENT)
    move_goal(pair[1], ended, "in progress", "It came back")
    assert lookback_of(ended) is None
    move_goal(pair[1], ended, "achieved", "Now it holds")
    assert lookback_of(ended).tell == "<p>Count to five</p>"


def test_a_mentor_reads_it_and_nobody_else(client, course, pair, ended):
    assert visit_as(client, pair[0]).post(f"/goals/{ended.id}/lookback", SENT).status_code == 403
    for other in (a_lead(course), *a_pair(course)):
        at = visit_as(client, other)
        assert at.get(f"/goals/{ended.id}/lookback").status_code == 404
        assert at.post(f"/goals/{ended.id}/lookback", SENT).status_code == 404
    assert db.session.query(Lookback).count() == 0


def test_nothing_at_all_is_refused_and_two_windows_get_both_texts(client, pair, ended):
    at = visit_as(client, pair[1])
    assert at.post(f"/goals/{ended.id}/lookback", {"version": "0", "tell": " "}).status_code == 422
    at.post(f"/goals/{ended.id}/lookback", SENT)
    page = at.post(f"/goals/{ended.id}/lookback", {**SENT, "tell": "Count to ten"})
    assert page.status_code == 409
    assert "Count to five" in page.text
    assert "Count to ten" in page.text
    with pytest.raises(Conflict):
        look_back(pair[1], ended, 7, {"worked": from_plain("x"), "failed": "", "tell": ""})
    assert at.post(f"/goals/{ended.id}/lookback", {**SENT, "tell": "Ten", "version": "1"}).status_code == 303
    assert lookback_of(ended).version == 2
