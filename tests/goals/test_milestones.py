"""Milestones: whose they are, which waits for which, what one that slips pushes, and the picture of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin import clock
from plugin.courses.goals.milestones import actions
from plugin.courses.goals.milestones.actions import Wanted
from plugin.courses.goals.milestones.chain import goes_round, pushed
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.goals.timeline import EDGE, WIDTH, timeline_of
from plugin.database import db
from plugin.errors import Conflict, Invalid
from tests.factories import a_lead, a_pair
from tests.factories.visits import visit_as

TODAY = date(2026, 11, 26)


def day(number):
    return clock.today("UTC") + timedelta(days=number)


def step(due=0, after=None, **said):
    made = {"id": uuid4(), "what": "x", "done_at": None, "first_due": None, "position": 1, **said}
    return Milestone(due=TODAY + timedelta(days=due), after_id=after.id if after else None, **made)


@pytest.fixture
def three(pair, goal):
    for number in (20, 30):
        actions.add_milestone(pair[1], goal, what=f"Due in {number}", due=day(number))
    db.session.refresh(goal)
    return list(goal.milestones)


def wanted(milestone, **said):
    kept = {name: getattr(milestone, name) for name in ("what", "due", "done_when", "by_id", "after_id")}
    return Wanted(**{**kept, **said})


def test_what_waits_is_pushed_all_the_way_down_and_what_is_done_is_not():
    first = step(0)
    second = step(5, first)
    third = step(9, second)
    aside, done = step(3), step(4, first, done_at=datetime.now(UTC))
    steps = [first, second, third, aside, done]

    moved = {one.id: one.to for one in pushed(steps, first.id, first.due + timedelta(days=4))}
    assert moved == {
        second.id: second.due + timedelta(days=4),
        third.id: third.due + timedelta(days=4),
    }
    assert pushed(steps, first.id, first.due - timedelta(days=1)) == []


def test_nothing_waits_for_itself():
    first = step()
    second = step(1, first)
    third = step(2, second)
    steps = [first, second, third]

    assert goes_round(steps, first.id, third.id)
    assert goes_round(steps, first.id, first.id)
    assert not goes_round(steps, third.id, first.id)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60)), min_size=2, max_size=10), st.integers(1, 90)
)
def test_whatever_waits_for_whatever_each_is_pushed_once_by_the_same_days(drawn, by):
    """Also where the chain goes round, as rows that two windows wrote at once may."""
    steps = [step(due) for _after, due in drawn]
    for one, (after, _due) in zip(steps, drawn, strict=True):
        one.after_id = steps[after % len(steps)].id
    moved = pushed(steps, steps[0].id, steps[0].due + timedelta(days=by))

    assert len({one.id for one in moved}) == len(moved)
    assert steps[0].id not in {one.id for one in moved}
    assert all(one.to - one.due == timedelta(days=by) for one in moved)


def test_moved_later_with_what_waits_for_it_and_the_first_day_is_kept(pair, goal, three):
    mentee = pair[1]
    first, second, third = three
    actions.change_milestone(mentee, second, 1, wanted(second, after_id=first.id))
    before = first.due
    actions.change_milestone(mentee, first, 1, wanted(first, due=first.due + timedelta(days=5)), push=True)

    assert (first.first_due, second.due, second.first_due, third.due) == (before, day(25), day(20), day(30))
    actions.change_milestone(mentee, first, 2, wanted(first, due=before))
    assert first.first_due is None


def test_two_never_wait_for_each_other(client, pair, three):
    first, second, _third = three
    actions.change_milestone(pair[1], second, 1, wanted(second, after_id=first.id))
    sent = {"version": "1", "what": first.what, "due": first.due.isoformat(), "after": str(second.id)}
    page = visit_as(client, pair[1]).post(f"/goals/milestones/{first.id}", sent)

    assert page.status_code == 422
    assert "wait for each other" in page.text
    assert first.after_id is None


def test_who_has_no_part_in_it_and_what_is_of_another_goal_are_refused(course, pair, three):
    other_mentor, other = a_pair(course)
    with pytest.raises(Invalid, match="a mentor of yours"):
        actions.change_milestone(pair[1], three[0], 1, wanted(three[0], by_id=other_mentor.enrolment_id))
    with pytest.raises(Invalid, match="not one of this goal"):
        actions.change_milestone(pair[1], three[0], 1, wanted(three[0], after_id=uuid4()))
    assert other.enrolment_id


def test_a_mentor_does_theirs_and_no_other(client, pair, three):
    mentor, mentee = pair
    first, second, _third = three
    actions.change_milestone(mentee, first, 1, wanted(first, by_id=mentor.enrolment_id))
    at = visit_as(client, mentor)

    assert at.post(f"/goals/milestones/{first.id}/done").status_code == 303
    assert at.post(f"/goals/milestones/{second.id}/done").status_code == 403
    assert at.get(f"/goals/milestones/{first.id}").status_code == 403
    assert f"{mentor.name} does it" in visit_as(client, mentee).get(f"/goals/{first.goal_id}").text


def test_the_row_has_an_order_of_its_own(pair, goal, three):
    first, second, third = three
    actions.put(third, "up")
    actions.put(first, "up")
    assert [one.position for one in (first, third, second)] == [1, 2, 3]
    actions.put(second, "down")
    db.session.refresh(goal)
    assert [one.what for one in goal.milestones] == [first.what, third.what, second.what]


def test_two_windows_get_both_texts(client, pair, three):
    at = visit_as(client, pair[1])
    sent = {"version": "1", "what": "Mine", "due": three[1].due.isoformat()}
    at.post(f"/goals/milestones/{three[1].id}", sent)
    page = at.post(f"/goals/milestones/{three[1].id}", {**sent, "what": "Mine too"})
    assert page.status_code == 409
    assert "Mine too" in page.text
    with pytest.raises(Conflict):
        actions.change_milestone(pair[1], three[1], 1, wanted(three[1], what="Third"))


def test_of_two_windows_neither_loses_who_does_it_and_what_it_waits_for(client, pair, three):
    mentor, mentee = pair
    first, second, _third = three
    at = visit_as(client, mentee)
    sent = {"version": "1", "what": second.what, "due": second.due.isoformat()}
    theirs = {**sent, "by": str(mentor.enrolment_id), "after": str(first.id)}
    assert at.post(f"/goals/milestones/{second.id}", theirs).status_code == 303
    page = at.post(f"/goals/milestones/{second.id}", sent)

    assert page.status_code == 409
    assert mentor.name in page.text
    assert f'<div class="told other words" dir="auto">{first.what}</div>' in page.text
    db.session.refresh(second)
    assert (second.by_id, second.after_id) == (mentor.enrolment_id, first.id)


@pytest.mark.parametrize(
    "sent", [{"what": ""}, {"due": "20025-01-01"}, {"due": "2020-01-01"}, {"after": "x"}, {"by": "x"}]
)
def test_what_cannot_be_is_said_beside_its_field(client, pair, three, sent):
    good = {"version": "1", "what": "Kept words", "due": day(9).isoformat()}
    page = visit_as(client, pair[1]).post(f"/goals/milestones/{three[0].id}", {**good, **sent})
    assert page.status_code == 422
    assert 'class="error"' in page.text
    assert three[0].version == 1


def test_strangers_find_none(client, course, three):
    for other in (a_lead(course), *a_pair(course)):
        at = visit_as(client, other)
        assert at.get(f"/goals/milestones/{three[0].id}").status_code == 404
        assert at.post(f"/goals/milestones/{three[0].id}/place", {"way": "up"}).status_code == 404


def test_one_that_slips_says_what_it_pushes(client, pair, three):
    first, second, _third = three
    actions.change_milestone(pair[1], second, 1, wanted(second, after_id=first.id))
    first.due = day(-3)
    db.session.flush()
    page = visit_as(client, pair[0]).get(f"/goals/{first.goal_id}").text
    assert "due 3 days ago" in page
    assert "pushes one other" in page


def test_a_single_one_needs_no_picture(client, pair, goal):
    assert timeline_of(goal, TODAY) is None
    assert 'id="line-t"' not in visit_as(client, pair[1]).get(f"/goals/{goal.id}").text


@given(
    st.lists(st.tuples(st.integers(-400, 400), st.booleans(), st.integers(-30, 30)), min_size=2, max_size=12),
    st.booleans(),
)
def test_every_stop_stands_within_the_picture_in_the_order_of_days(drawn, mirrored):
    steps = [
        step(due, first_due=TODAY + timedelta(days=due + was), done_at=datetime.now(UTC) if done else None)
        for due, done, was in drawn
    ]
    goal = Goal(made_at=datetime(2026, 11, 1, tzinfo=UTC), state="in progress", milestones=steps)
    line = timeline_of(goal, TODAY, mirrored=mirrored)

    xs = [stop.x for stop in line.stops]
    assert xs == sorted(xs, reverse=mirrored)
    places = [*xs, line.today_x, *(stop.was_x for stop in line.stops), *(x for x, _day in line.months)]
    assert all(EDGE - 0.1 <= x <= WIDTH - EDGE + 0.1 for x in places)
    assert len(line.months) <= 6
    assert {stop.kind for stop in line.stops} <= {"done", "late", "ahead"}
