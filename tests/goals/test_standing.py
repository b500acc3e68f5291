"""How a goal stands: step by step, with reasons, by its owner; agreed by a mentor; tried until a day, and paused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.goals.journal.actions import take_away
from plugin.courses.goals.journal.policy import can_take_words_away
from plugin.courses.goals.journal.queries import journal_of
from plugin.courses.goals.models import OPEN, STATES
from plugin.courses.goals.queries import for_board, goals_seen
from plugin.courses.goals.standing import actions, policy
from plugin.courses.goals.standing.turns import needs_why, next_states
from plugin.errors import Invalid
from plugin.text import plain
from tests.factories import a_lead, a_mentee, a_mentor
from tests.factories.goals import a_goal, an_entry
from tests.factories.visits import visit_as


def turns_of(goal):
    """Its turns, the first one first: the state, and why."""
    lines = [entry for entry in journal_of(goal).entries if entry.state]
    return [(line.state, plain(line.words)) for line in reversed(lines)]


def test_every_turn_is_kept_with_its_reason(pair, goal):
    mentor, mentee = pair
    actions.agree(mentor, goal, "I will help")
    actions.move_goal(mentee, goal, "in progress")
    actions.move_goal(mentee, goal, "paused", "Peak season")
    actions.move_goal(mentee, goal, "in progress", "It is over")
    actions.move_goal(mentee, goal, "achieved", "They hear it early")
    actions.move_goal(mentee, goal, "in progress", "Not quite")

    assert turns_of(goal) == [
        ("agreed", "I will help"),
        ("in progress", ""),
        ("paused", "Peak season"),
        ("in progress", "It is over"),
        ("achieved", "They hear it early"),
        ("in progress", "Not quite"),
    ]
    names = journal_of(goal).names
    assert [names[entry.id] for entry in journal_of(goal).entries][-1] == mentor.name


@pytest.mark.parametrize("state", STATES)
def test_from_everywhere_it_goes_on_and_nowhere_in_a_circle(state):
    after = next_states(state)

    assert after
    assert state not in after
    assert set(after) <= {"in progress", "paused", "achieved", "let go"}
    assert all(needs_why(state, one) for one in after if one != "in progress")


@pytest.mark.parametrize("state", ["paused", "achieved", "let go"])
def test_without_a_reason_it_does_not_turn(pair, goal, state):
    with pytest.raises(Invalid, match="say why"):
        actions.move_goal(pair[1], goal, state)
    assert goal.state == "draft"
    assert turns_of(goal) == []


@pytest.mark.parametrize(
    ("state", "wanted"), [("achieved", "paused"), ("draft", "agreed"), ("draft", "trying")]
)
def test_where_it_does_not_lead_it_does_not_go(pair, goal, state, wanted):
    if state != "draft":
        actions.move_goal(pair[1], goal, state, "Enough")
    with pytest.raises(Invalid, match="does not go there"):
        actions.move_goal(pair[1], goal, wanted, "Because")


def test_the_same_again_is_nothing(pair, goal):
    actions.move_goal(pair[1], goal, "in progress")
    actions.move_goal(pair[1], goal, "in progress")
    actions.agree(pair[0], goal)

    assert turns_of(goal) == [("in progress", "")]


def test_a_mentor_agrees_with_a_draft_and_nobody_else_does(course, pair, goal):
    assert policy.can_agree(pair[0], goal)
    for other in (pair[1], a_mentor(course), a_mentee(course), a_lead(course)):
        assert not policy.can_agree(other, goal)
    assert not policy.can_move_goal(pair[0], goal)
    actions.move_goal(pair[1], goal, "in progress")
    assert not policy.can_agree(pair[0], goal)


def test_a_pause_may_have_a_day_and_is_asked_about_after_it(client, pair, goal, time_machine):
    at = visit_as(client, pair[1])
    until = clock.today(pair[1].zone) + timedelta(days=8)
    sent = {"state": "paused", "turn_why": "Peak season", "rest_until": until.isoformat()}
    page = at.post(f"/goals/{goal.id}/stands", sent, follow_redirects=True).text
    assert "Paused until" in page
    assert "The pause is over" not in page

    time_machine.move_to(clock.now() + timedelta(days=9), tick=False)
    assert "The pause is over" in visit_as(client, pair[1]).get(f"/goals/{goal.id}").text
    assert "The pause is over" not in visit_as(client, pair[0]).get(f"/goals/{goal.id}").text


def test_only_a_pause_keeps_a_day(pair, goal):
    day = clock.today(pair[1].zone) + timedelta(days=8)
    actions.move_goal(pair[1], goal, "let go", "Enough", day)

    assert goal.until is None


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"state": "perfect"}, "choose one"),
        ({"state": "paused"}, "say why"),
        ({"state": "paused", "turn_why": "x", "rest_until": "20025-01-01"}, "Please give a date"),
        ({"state": "paused", "turn_why": "x", "rest_until": "2020-01-01"}, "has passed"),
        ({"state": "let go", "turn_why": "x" * 501}, "500 characters"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(client, pair, goal, sent, sentence):
    page = visit_as(client, pair[1]).post(f"/goals/{goal.id}/stands", sent)

    assert page.status_code == 422
    assert sentence in page.text
    assert goal.state == "draft"


def test_trying_stands_so_until_it_worked_or_its_day_is_over(pair, goal, time_machine):
    mentee = pair[1]
    until = clock.today(mentee.zone) + timedelta(days=7)
    an_entry(mentee, goal, "Asking first", kind="trying", until=until)
    assert (goal.state, goal.until) == ("trying", until)
    an_entry(mentee, goal, "Once", kind="tried")
    assert goal.state == "trying"
    an_entry(mentee, goal, "It helped", kind="success")
    assert (goal.state, goal.until) == ("in progress", None)

    an_entry(mentee, goal, "Asking first again", kind="trying", until=until)
    time_machine.move_to(clock.now() + timedelta(days=9), tick=False)
    assert goal.is_asked_about(clock.today(mentee.zone))
    an_entry(mentee, goal, "Now and then", kind="tried")
    assert goal.state == "in progress"
    assert [state for state, _why in turns_of(goal)] == ["trying", "in progress", "trying", "in progress"]


def test_nothing_is_tried_for_a_goal_that_has_ended(pair, goal):
    actions.move_goal(pair[1], goal, "let go", "Enough")
    with pytest.raises(Invalid, match="has ended"):
        an_entry(pair[1], goal, kind="trying", until=clock.today(pair[1].zone))


def test_words_go_and_how_it_stood_stays(pair, goal):
    mentor, mentee = pair
    actions.agree(mentor, goal, "I will help")
    actions.move_goal(mentee, goal, "let go", "canary")
    own, agreed = journal_of(goal).entries
    assert can_take_words_away(mentee, goal, own)
    assert not can_take_words_away(mentee, goal, agreed), "the words are their mentor's"
    take_away(own)

    assert turns_of(goal) == [("agreed", "I will help"), ("let go", "")]
    assert not can_take_words_away(mentee, goal, own), "nothing is left of it"


@pytest.mark.parametrize("state", ["in progress", "paused", "achieved", "let go"])
def test_the_board_counts_what_somebody_means_to_do_now(pair, goal, state):
    actions.move_goal(pair[1], goal, state, "Because")

    told = for_board(pair[0], [pair[1].enrolment_id])[pair[1].enrolment_id]
    assert told.goals == (state in OPEN)
    assert bool(told.next_what) == (state in OPEN)


def test_open_goals_stand_first_and_ended_ones_last(pair):
    ended, paused, begun = (a_goal(pair[1], title=title) for title in ("ended", "paused", "begun"))
    actions.move_goal(pair[1], ended, "achieved", "Done")
    actions.move_goal(pair[1], paused, "paused", "Later")

    assert [one.title for one in goals_seen(pair[1]).mine] == ["begun", "paused", "ended"]
    assert begun.is_open
