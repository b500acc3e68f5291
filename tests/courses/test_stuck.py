"""'I am stuck': one tap, a word why, read by whoever mentors them; a lead learns that it is so and not why."""

from __future__ import annotations

import pytest

from plugin.courses.journey.stuck.actions import go_on, say_stuck
from plugin.courses.journey.stuck.models import Stuck
from plugin.courses.journey.stuck.queries import am_stuck, stuck_among
from plugin.database import db
from plugin.home.week.queries import week_of
from tests.factories import a_course, a_group, a_lead, a_mentor, a_pair
from tests.factories.visits import visit_as


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


def test_one_tap_and_the_mentor_knows(client, pair):
    mentor, mentee = pair
    at = visit_as(client, mentee)
    assert at.post("/course/stuck/", {"stuck_why": "I know all the advice"}).status_code == 303

    assert "I know all the advice" in at.get("/course/").text
    page = visit_as(client, mentor).get(f"/groups/mentees/{mentee.enrolment_id}").text
    assert "I know all the advice" in page
    assert "by their own word" in page
    assert week_of(mentor).steps[0].kind == "stuck"
    at.post("/course/stuck/over")
    assert am_stuck(mentee) is None
    assert (
        "I know all the advice"
        not in visit_as(client, mentor).get(f"/groups/mentees/{mentee.enrolment_id}").text
    )


def test_said_twice_the_later_words_stand_and_the_earlier_moment(pair):
    mentee = pair[1]
    say_stuck(mentee, "First")
    since = am_stuck(mentee).since
    say_stuck(mentee)
    say_stuck(mentee, "Second")
    assert (am_stuck(mentee).why, am_stuck(mentee).since) == ("Second", since)
    assert db.session.query(Stuck).count() == 1
    go_on(mentee)
    go_on(mentee)
    say_stuck(mentee)
    assert db.session.query(Stuck).count() == 2


def test_a_lead_learns_that_and_not_why_and_mates_learn_nothing(client, course):
    group = a_group(course, mentees=2)
    first, second = group.mentees
    say_stuck(first, "Kanarienvogel")
    lead = a_lead(course)

    assert stuck_among(lead, [first.enrolment_id])[first.enrolment_id].why == ""
    for other in (second, a_mentor(course), *a_pair(course)):
        assert stuck_among(other, [first.enrolment_id]) == {}
    for viewer in (lead, second):
        at = visit_as(client, viewer)
        for page in ("/course/", f"/groups/mentees/{first.enrolment_id}", "/groups/"):
            assert "Kanarienvogel" not in at.get(page).text


def test_whom_nobody_mentors_has_nobody_to_say_it_to(client, course, pair):
    for other in (a_lead(course), pair[0]):
        assert visit_as(client, other).post("/course/stuck/").status_code == 403


def test_too_many_words_are_given_back(client, pair):
    page = visit_as(client, pair[1]).post("/course/stuck/", {"stuck_why": "x" * 501})
    assert page.status_code == 422
    assert "x" * 501 in page.text
    assert am_stuck(pair[1]) is None
