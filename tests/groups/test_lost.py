"""Whoever has no mentor any more stands on top of the lead's page of people at once, with a way to another one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.database import db
from plugin.groups import actions
from plugin.groups.cover.actions import arrange
from plugin.groups.lost import SHOWN, without_mentor
from plugin.people.models import Enrolment, Group, Mentorship
from tests.factories import a_course, a_group, a_lead, a_mentee, a_person, again, mentors
from tests.factories.courses import place_of
from tests.factories.visits import visit_as
from tests.groups.covers import later, wanted
from tests.harness.statements import counted


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=2)


def leaves_the_lms(member, days=0):
    gone = db.session.get_one(Enrolment, place_of(member))
    gone.active, gone.until = False, clock.now() - timedelta(days=days)
    db.session.flush()


def lost(lead):
    return {one.id: one.mentors for one in without_mentor(lead).shown}


def mentees_of(cohort):
    return {place_of(one): (cohort.mentor.name,) for one in cohort.mentees}


def test_a_mentor_who_leaves_the_lms_leaves_mentees_behind_at_once(client, lead, cohort):
    assert lost(lead) == {}
    assert "any more" not in visit_as(client, lead).get("/groups/").text
    leaves_the_lms(cohort.mentor, days=3)
    assert lost(lead) == mentees_of(cohort)
    page = visit_as(client, lead).get("/groups/").text
    assert "2 mentees have no mentor any more" in page
    assert f"It was {cohort.mentor.name}." in page
    [one, _other] = without_mentor(lead).shown
    assert (clock.now() - one.since).days == 3


def test_a_mentor_who_is_taken_out_of_the_group_too(lead, cohort):
    actions.leave(lead, db.session.get_one(Group, cohort.id), place_of(cohort.mentor))
    assert lost(lead) == mentees_of(cohort)


def test_with_another_mentor_nobody_is_lost(lead, course, cohort):
    mentors(a_person(course), cohort.mentee)
    leaves_the_lms(cohort.mentor)
    assert lost(lead).keys() == {place_of(cohort.mentees[1])}


def test_the_end_of_a_pair_and_the_last_day_of_a_guest(lead, course):
    mentor, guest = a_person(course), a_person(course)
    left, guided = a_mentee(course), a_mentee(course)
    pair = mentors(mentor, left)
    mentors(guest, guided, last_day=clock.now().date() - timedelta(days=1))
    assert lost(lead) == {place_of(guided): (guest.name,)}
    actions.end_pair(lead, pair)
    assert lost(lead) == {place_of(guided): (guest.name,), place_of(left): (mentor.name,)}


def test_whoever_never_had_one_left_themselves_or_mentors_by_now_is_not_among_them(lead, course, cohort):
    a_person(course)
    leaves_the_lms(cohort.mentees[1])
    once = a_mentee(course)
    pair = mentors(a_person(course), once)
    mentors(once, a_person(course))
    actions.end_pair(lead, pair)
    assert lost(lead) == {}


def test_cover_helps_for_a_while_and_they_stay_on_the_list(lead, course, cohort):
    with clock.at(clock.now()):
        today = clock.now().date()
        arrange(lead, wanted(cohort.mentor, a_person(course), *((today - later(0)).days,) * 2))
        leaves_the_lms(cohort.mentor)
        assert again(cohort.mentee).mentor_ids
    assert lost(lead) == mentees_of(cohort)


def test_the_lead_gives_them_a_mentor_or_a_group_in_place(client, lead, course, cohort):
    fresh, other = a_person(course), a_group(course)
    leaves_the_lms(cohort.mentor)
    at = visit_as(client, lead)
    one, two = (place_of(mentee) for mentee in cohort.mentees)
    assert at.post("/groups/lost", {"people": [one], "new_mentor": place_of(fresh)}).status_code == 303
    assert again(fresh).mentee_ids == {one}
    assert at.post("/groups/lost", {"people": [two], "new_group": other.id}).status_code == 303
    assert two in again(other.mentor).mentee_ids
    assert lost(lead) == {}


def test_neither_or_both_or_a_group_without_a_mentor_comes_back_with_words(client, lead, course, cohort):
    fresh = a_person(course)
    leaves_the_lms(cohort.mentor)
    at, one = visit_as(client, lead), place_of(cohort.mentee)
    for sent, words in (
        ({"people": [one]}, "either a mentor or a group"),
        ({"people": [one], "new_mentor": place_of(fresh), "new_group": cohort.id}, "either a mentor"),
        ({"new_mentor": place_of(fresh)}, "at least one person"),
        ({"people": [one], "new_group": cohort.id}, "Nobody mentors that group now"),
        ({"people": [one], "new_mentor": one}, "needs two people"),
        ({"people": [one, place_of(fresh)], "new_mentor": place_of(fresh)}, "needs two people"),
    ):
        back = at.post("/groups/lost", sent)
        assert (back.status_code, words in back.text) == (422, True), sent
    assert db.session.query(Mentorship).filter_by(mentor_id=place_of(fresh)).count() == 0
    elsewhere = a_group(a_course())
    assert at.post("/groups/lost", {"people": [one], "new_group": elsewhere.id}).status_code == 404
    assert (
        at.post("/groups/lost", {"people": [one], "new_mentor": place_of(elsewhere.mentor)}).status_code
        == 404
    )


def test_many_are_capped_and_cost_no_more(client, lead, course, cohort):
    leaves_the_lms(cohort.mentor)
    at = visit_as(client, lead)
    at.get("/groups/")
    with counted() as few:
        at.get("/groups/")
    crowd = a_group(course, mentees=SHOWN)
    leaves_the_lms(crowd.mentor)
    with counted() as many:
        assert "2 more have waited less long" in at.get("/groups/").text
    assert len(many) == len(few)
    assert (without_mentor(lead).total, without_mentor(lead).more) == (SHOWN + 2, 2)


def test_nobody_but_the_lead_is_told(client, course, cohort):
    other = a_group(course)
    leaves_the_lms(cohort.mentor)
    for who in (other.mentor, other.mentee):
        assert "any more" not in visit_as(client, who).get("/groups/").text
    assert without_mentor(a_lead(a_course())).total == 0
