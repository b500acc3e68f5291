"""Guests mentor one person they were given by name, until a day that was said beforehand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.agreements.parting.guests import sweep
from plugin.database import db
from plugin.errors import Invalid
from plugin.groups import actions
from plugin.people.models import Group, Mentorship
from tests.factories import a_group, a_mentee, a_section, again
from tests.factories.courses import place_of
from tests.factories.goals import a_goal
from tests.factories.visits import visit_as


@pytest.fixture
def guest(course):
    return a_mentee(course, "Dana Weiss")


@pytest.fixture
def mentee(course):
    return a_mentee(course, "Samir Haddad")


def until(days):
    return clock.now().date() + timedelta(days=days)


def paired(lead, guest, mentee, days):
    return actions.make_pair(lead, place_of(guest), place_of(mentee), until(days))


def pass_the_last_day(made):
    made.last_day = until(-1)
    db.session.flush()


def test_a_lead_says_the_last_day_where_the_pair_is_made(client, lead, guest, mentee):
    at = visit_as(client, lead)
    said = {"mentor": place_of(guest), "mentee": place_of(mentee), "last_day": until(30).isoformat()}
    assert at.post("/groups/pairs", said).status_code == 303
    assert "guest until" in at.get("/groups/").text
    assert again(guest).mentors(place_of(mentee))
    for day in ("2001-01-01", until(4000).isoformat(), "soon"):
        assert at.post("/groups/pairs", {**said, "last_day": day}).status_code == 422


def test_on_the_last_day_they_still_mentor_and_on_the_next_they_see_nothing_before_anything_swept(
    client, lead, guest, mentee
):
    made, goal = paired(lead, guest, mentee, 0), a_goal(mentee)
    assert visit_as(client, again(guest)).get(f"/goals/{goal.id}").status_code == 200
    pass_the_last_day(made)
    assert again(guest).mentee_ids == frozenset()
    assert again(mentee).mentor_ids == frozenset()
    assert visit_as(client, again(guest)).get(f"/goals/{goal.id}").status_code == 404
    assert made.until is None


def test_what_has_passed_is_ended_once_and_stays_on_record(lead, guest, mentee):
    made = paired(lead, guest, mentee, 5)
    assert sweep(clock.now()) == 0
    pass_the_last_day(made)
    assert sweep(clock.now()) == 1
    assert sweep(clock.now()) == 0
    assert db.session.get_one(Mentorship, made.id).until is not None


def test_a_guest_mentors_no_group(lead, course, guest, mentee):
    paired(lead, guest, mentee, 5)
    group = db.session.get_one(Group, a_group(course).id)
    with pytest.raises(Invalid):
        actions.place(lead, group, place_of(guest), "mentor")
    actions.place(lead, group, place_of(guest), "mentee")


def test_the_page_says_so_and_nobody_is_moved(client, lead, course, guest, mentee):
    paired(lead, guest, mentee, 5)
    group = a_group(course)
    back = visit_as(client, lead).post(
        f"/groups/{group.id}/people", {"people": place_of(guest), "part": "mentor"}
    )
    assert back.status_code == 422
    assert "given by name" in back.text


def test_a_pair_that_stands_becomes_one_with_a_guest_and_a_sheet_takes_no_day_away(lead, guest, mentee):
    made = actions.make_pair(lead, place_of(guest), place_of(mentee))
    assert made.last_day is None
    assert paired(lead, guest, mentee, 9).id == made.id
    assert actions.make_pair(lead, place_of(guest), place_of(mentee)).last_day == until(9)


def test_after_the_last_day_no_page_of_many_shows_whom_a_guest_mentored(client, lead, course, guest, mentee):
    a_section(course)
    another = a_mentee(course, "Mei-Ling Tan")
    actions.make_pair(lead, place_of(guest), place_of(another))
    pass_the_last_day(paired(lead, guest, mentee, 5))
    at = visit_as(client, guest)
    for path in ("/groups/mine", "/groups/mine/map", "/groups/mine/insight", "/groups/mine/export"):
        page = at.get(path).text
        assert "Mei-Ling Tan" in page, path
        assert "Samir Haddad" not in page, path
