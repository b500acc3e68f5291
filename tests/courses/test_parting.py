"""Resting, handing over and ending: either of two does it, nothing is lost, and nobody else is let in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.agreements.parting import actions
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.parting.queries import own_handovers, rests_among, together
from plugin.database import db
from plugin.errors import Conflict, NotHere
from plugin.home.week.nudges import nudges_for
from plugin.people.models import Mentorship
from tests.factories import a_course, a_group, a_lead, a_mentor, a_pair, again, mentors
from tests.factories.courses import place_of
from tests.factories.discussions import a_post
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as


@pytest.fixture
def pair(app):
    mentor, mentee = a_pair(a_course())
    long_ago(mentor, mentee)
    return mentor, mentee


def long_ago(mentor, mentee, days=40):
    between(mentor, mentee).since = clock.now() - timedelta(days=days)
    db.session.flush()


def between(mentor, mentee) -> Mentorship:
    return (
        db.session.query(Mentorship)
        .filter_by(mentor_id=mentor.enrolment_id, mentee_id=mentee.enrolment_id)
        .one()
    )


def two(viewer, other):
    return together(again(viewer), place_of(other))


def address(other, what=""):
    return f"/agreements/parting/{place_of(other)}{what}"


def test_either_rests_with_a_reason_and_nothing_reminds_them(client, pair):
    mentor, mentee = pair
    assert nudges_for(again(mentee), ())
    at = visit_as(client, mentee)
    until = clock.today("UTC") + timedelta(days=20)
    said = {"rests_until": until.isoformat(), "rests_why": "The summer rush"}
    assert at.post(address(mentor, "/rest"), said).status_code == 303

    for one in pair:
        assert nudges_for(again(one), ()) == []
    page = visit_as(client, mentor).get(address(mentee)).text
    assert "The summer rush" in page
    assert "At rest until" in visit_as(client, mentor).get(f"/groups/mentees/{place_of(mentee)}").text
    assert visit_as(client, mentor).post(address(mentee, "/go-on")).status_code == 303
    assert nudges_for(again(mentee), ())
    assert not two(mentee, mentor).rests


def test_a_rest_is_over_by_itself_and_the_silence_counts_from_then(pair):
    mentor, mentee = pair
    actions.rest(mentee, two(mentee, mentor), clock.today("UTC"), "")
    assert two(mentee, mentor).rests
    for days, reminded in ((1, []), (8, [8])):
        between(mentor, mentee).rests_until = clock.today("UTC") - timedelta(days=days)
        db.session.flush()
        assert not two(mentee, mentor).rests
        assert [one.days for one in nudges_for(again(mentee), ())] == reminded


def test_without_a_day_it_lasts_until_one_of_them_goes_on(pair):
    mentor, mentee = pair
    actions.rest(mentor, two(mentor, mentee), None, "")
    assert rests_among(again(mentor), [place_of(mentee)]) == {place_of(mentee): None}
    actions.go_on(two(mentee, mentor))
    assert rests_among(again(mentor), [place_of(mentee)]) == {}


@pytest.mark.parametrize("day", ["2001-01-01", "20025-01-01", "2199-01-01", "tomorrow"])
def test_an_odd_day_comes_back_with_what_was_typed(client, pair, day):
    mentor, mentee = pair
    back = visit_as(client, mentee).post(
        address(mentor, "/rest"), {"rests_until": day, "rests_why": "My own"}
    )
    assert back.status_code == 422
    assert "My own" in back.text
    assert not two(mentee, mentor).rests


def test_words_between_the_two_count_as_contact(pair):
    mentor, mentee = pair
    a_post(mentee, a_goal(mentee), "<p>How would you begin?</p>")
    assert nudges_for(again(mentor), ()) == []


def test_what_is_handed_over_is_read_by_the_two_and_by_a_later_mentor_only_if_the_mentee_lets_them(
    client, pair
):
    mentor, mentee = pair
    at = visit_as(client, mentor)
    assert (
        at.post(address(mentee, "/handover"), {"handover": "She asks well.", "version": "0"}).status_code
        == 303
    )
    assert "She asks well." in visit_as(client, mentee).get(address(mentor)).text

    assert at.post(address(mentee, "/end"), {}).status_code == 422
    assert at.post(address(mentee, "/end"), {"sure": "yes"}).status_code == 303
    assert at.get(address(mentee)).status_code == 404
    assert "She asks well." in at.get("/agreements/parting/").text

    later = a_mentor(mentor, of=mentee)
    new = visit_as(client, later)
    assert "She asks well." not in new.get(address(mentee)).text
    [kept] = own_handovers(again(mentee))
    mine = visit_as(client, again(mentee))
    assert "She asks well." in mine.get("/agreements/parting/").text
    assert mine.post(f"/agreements/parting/handovers/{kept.id}", {"shown": "yes"}).status_code == 303
    assert "She asks well." in new.get(address(mentee)).text
    mine.post(f"/agreements/parting/handovers/{kept.id}", {"shown": "no"})
    assert "She asks well." not in new.get(address(mentee)).text


def test_of_two_windows_neither_loses_what_was_written(pair):
    mentor, mentee = pair
    here = two(mentor, mentee)
    actions.hand_over(mentor, here, "<p>One</p>")
    actions.hand_over(mentor, here, "<p>One</p>")
    with pytest.raises(Conflict):
        actions.hand_over(mentor, here, "<p>Another</p>")
    actions.hand_over(mentor, here, "<p>Two</p>", 1)
    with pytest.raises(Conflict):
        actions.hand_over(mentor, here, "<p>Three</p>", 1)
    assert db.session.query(Handover).one().words == "<p>Two</p>"


def test_nobody_parts_whom_they_are_not_with(app):
    course = a_course()
    mentor, mentee = a_pair(course)
    for other in (a_mentor(course), a_lead(course), a_group(course).mentees[0]):
        with pytest.raises(NotHere):
            together(again(other), place_of(mentee))
    with pytest.raises(NotHere):
        together(again(mentee), place_of(mentee))
    assert two(mentee, mentor).other_id == place_of(mentor)


def test_a_group_is_left_by_those_who_run_the_course(client, app):
    group = a_group(a_course())
    back = visit_as(client, group.mentee).post(address(group.mentor, "/end"), {"sure": "yes"})
    assert back.status_code == 403
    assert "through a group" in visit_as(client, group.mentee).get(address(group.mentor)).text


def test_in_a_group_and_a_pair_at_once_both_rest_and_the_pair_alone_ends(client, app):
    group = a_group(a_course())
    mentors(group.mentor, group.mentee)
    actions.rest(group.mentee, two(group.mentee, group.mentor), None, "")
    assert all(
        one.rests_since for one in db.session.query(Mentorship).filter_by(mentee_id=place_of(group.mentee))
    )
    at = visit_as(client, group.mentee)
    assert at.post(address(group.mentor, "/end"), {"sure": "yes"}).status_code == 303
    assert two(group.mentee, group.mentor).pair is None
