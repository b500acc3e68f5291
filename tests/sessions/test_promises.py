"""What becomes of promises: kept, moved and let go with a reason; how many are kept, for the pair alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.sessions.promises import actions
from plugin.courses.sessions.promises.models import PromiseTurn
from plugin.courses.sessions.promises.queries import action_for, actions_of, turns_of
from plugin.courses.sessions.promises.seen import Kept, kept_of
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.groups.one_mentee import mentee_seen
from plugin.people.models import Enrolment
from tests.factories import a_lead, a_mentor, a_pair
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as


@pytest.fixture
def session(pair):
    return a_session(pair[0], mentee_id=pair[1].enrolment_id)


@pytest.fixture
def promise(pair, session):
    return an_action(pair[0], session, pair[1].enrolment_id)


def days(number):
    return clock.today("UTC") + timedelta(days=number)


def test_a_promise_is_moved_with_its_reason(pair, promise):
    actions.move_promise(pair[1], promise, days(12), "The line stands still")

    for one in pair:
        moved = action_for(one, promise.id)
        assert moved.due == days(12)
        [turn] = turns_of(moved)
        assert (turn.kind, turn.why, turn.due_before, turn.due) == (
            "moved",
            "The line stands still",
            promise.due,
            days(12),
        )


def test_it_is_let_go_and_taken_up_again(pair, promise):
    actions.let_go(pair[1], promise, "It solved itself")
    gone = action_for(pair[1], promise.id)
    assert not gone.is_open
    actions.let_go(pair[1], gone, "twice")
    actions.move_promise(pair[1], gone, days(7), "It came back")

    again = action_for(pair[1], promise.id)
    assert again.is_open
    assert [turn.kind for turn in turns_of(again)] == ["taken up", "let go"]


def test_what_was_let_go_and_done_after_all_is_done(pair, promise):
    actions.let_go(pair[1], promise, "Enough")
    actions.finish_action(pair[0], action_for(pair[0], promise.id))

    done = action_for(pair[1], promise.id)
    assert done.done_at
    assert done.dropped_at is None


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"moved_to": "20025-01-01", "moved_why": "x"}, "Please give a date"),
        ({"moved_to": "2020-01-01", "moved_why": "Because of this"}, "That day has passed"),
        ({"moved_to": "", "moved_why": "Because of this"}, "Because of this"),
        ({"moved_to": "same", "moved_why": "Because of this"}, "stands at already"),
    ],
)
def test_a_day_that_makes_no_sense_is_said_and_nothing_is_lost(client, pair, promise, sent, sentence):
    sent = {**sent, "moved_to": promise.due.isoformat()} if sent["moved_to"] == "same" else sent
    page = visit_as(client, pair[1]).post(f"/sessions/actions/{promise.id}/move", sent)

    assert page.status_code == 422
    assert sentence in page.text
    assert action_for(pair[1], promise.id).due == promise.due
    assert db.session.query(PromiseTurn).count() == 0


@pytest.mark.parametrize("way", ["move", "let-go"])
def test_without_a_reason_nothing_happens(client, pair, promise, way):
    sent = {"moved_to": days(9).isoformat(), "moved_why": "", "let_go_why": " "}
    assert visit_as(client, pair[1]).post(f"/sessions/actions/{promise.id}/{way}", sent).status_code == 422
    assert action_for(pair[1], promise.id) == promise


def test_only_who_promised_moves_it_and_nobody_else_reads_it(client, course, pair, promise):
    sent = {"moved_to": days(9).isoformat(), "moved_why": "canary", "let_go_why": "canary"}
    for way in ("move", "let-go"):
        assert (
            visit_as(client, pair[0]).post(f"/sessions/actions/{promise.id}/{way}", sent).status_code == 403
        )
    actions.move_promise(pair[1], promise, days(9), "canary")
    assert "canary" in visit_as(client, pair[0]).get(f"/sessions/actions/{promise.id}").text
    for other in (a_lead(course), a_mentor(course), *a_pair(course)):
        at = visit_as(client, other)
        assert at.get(f"/sessions/actions/{promise.id}").status_code == 404
        assert at.post(f"/sessions/actions/{promise.id}/move", sent).status_code == 404
        with pytest.raises(NotHere):
            action_for(other, promise.id)


def test_what_is_kept_is_not_moved(client, pair, promise):
    actions.finish_action(pair[1], promise)
    sent = {"moved_to": days(9).isoformat(), "moved_why": "Why not"}

    assert visit_as(client, pair[1]).post(f"/sessions/actions/{promise.id}/move", sent).status_code == 403


def test_how_many_are_kept_counts_what_is_over(pair, session):
    mentor, mentee = pair
    done, late, gone, _ahead = (
        an_action(mentor, session, mentee.enrolment_id, what=str(n)) for n in range(4)
    )
    actions.finish_action(mentee, done)
    actions.let_go(mentee, gone, "Enough")
    today = late.due + timedelta(days=1)
    told = actions_of(mentor, mentee.enrolment_id)

    assert kept_of(told, clock.today("UTC")) == Kept(1, 1)
    assert kept_of(told, today) == Kept(1, 3)


def test_how_many_are_kept_stands_on_their_page_and_no_leads(client, course, pair, promise):
    mentor, mentee = pair
    actions.finish_action(mentee, promise)
    seen = mentee_seen(mentor, db.session.get_one(Enrolment, mentee.enrolment_id))
    assert seen.kept == (Kept(1, 1), Kept(0, 0))

    for one in pair:
        assert "1 of 1 kept" in visit_as(client, one).get(f"/groups/mentees/{mentee.enrolment_id}").text
    assert "kept" not in visit_as(client, a_lead(course)).get(f"/groups/mentees/{mentee.enrolment_id}").text


def test_the_same_day_is_no_move(pair, promise):
    with pytest.raises(Invalid, match="stands at already"):
        actions.move_promise(pair[1], promise, promise.due, "Because")
