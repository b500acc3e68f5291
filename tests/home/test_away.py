"""Days away: said by oneself, seen as days and never with a why, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid
from plugin.people.away.actions import say_away
from plugin.people.away.models import Away
from plugin.people.away.queries import back_after, own_days_away
from tests.factories import a_course, a_lead, a_pair
from tests.factories.visits import visit_as


@pytest.fixture
def pair(app):
    return a_pair(a_course())


def day(number):
    return clock.today("UTC") + timedelta(days=number)


def sent(since, until):
    return {"away_since": since, "away_until": until}


def test_a_mentor_sees_until_when_and_the_mentee_takes_it_back(client, pair):
    mentor, mentee = pair
    at = visit_as(client, mentee)
    assert at.post("/me/away/", sent(day(0).isoformat(), day(4).isoformat())).status_code == 303
    assert back_after(mentor, [mentee.enrolment_id]) == {mentee.enrolment_id: day(4)}
    assert "Away until" in visit_as(client, mentor).get(f"/groups/mentees/{mentee.enrolment_id}").text
    [one] = own_days_away(mentee)
    assert visit_as(client, mentor).post(f"/me/away/{one.id}/back").status_code == 404
    assert at.post(f"/me/away/{one.id}/back").status_code == 303
    assert own_days_away(mentee) == []


def test_a_mentee_sees_until_when_their_mentor_is_away_and_nobody_else_does(client, pair):
    mentor, mentee = pair
    say_away(mentor, day(0), day(4))
    assert f"{mentor.name} is away until" in visit_as(client, mentee).get("/course/").text
    assert "is away until" not in visit_as(client, mentor).get("/course/").text


def test_days_to_come_are_not_today(pair):
    say_away(pair[1], day(2), day(3))
    say_away(pair[1], day(2), day(3))
    assert back_after(pair[0], [pair[1].enrolment_id]) == {}
    assert db.session.query(Away).count() == 1


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        (3, 2, "before it begins"),
        (-3, -2, "are over"),
        (0, 400, "more than a year"),
        (900, 901, "more than a year"),
    ],
)
def test_days_that_make_no_sense_are_said(pair, since, until, sentence):
    with pytest.raises(Invalid, match=sentence):
        say_away(pair[1], day(since), day(until))


def test_what_is_no_date_is_said_beside_its_field(client, pair):
    page = visit_as(client, pair[1]).post("/me/away/", sent("20025-01-01", day(3).isoformat()))
    assert page.status_code == 422
    assert "Please give a date" in page.text
    assert day(3).isoformat() in page.text


def test_twenty_are_enough(pair):
    for number in range(20):
        say_away(pair[1], day(number * 2), day(number * 2))
    with pytest.raises(Invalid, match="enough for now"):
        say_away(pair[1], day(90), day(91))


def test_a_lead_sees_the_days_of_nobody_on_a_page_of_their_own(client, pair):
    assert visit_as(client, a_lead(a_course())).get("/me/away/").status_code == 200
