"""Whether two fit: asked of both after thirty days, said apart, and what a lead learns of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.agreements.fit.actions import say_fit
from plugin.courses.agreements.fit.models import FitCheck
from plugin.courses.agreements.fit.queries import fits_to_say, two_for, who_wants_a_change
from plugin.database import db
from plugin.errors import NotHere
from plugin.home.week.queries import week_of
from plugin.people.models import Mentorship
from tests.factories import a_course, a_lead, a_mentor, a_pair, again, mentors
from tests.factories.visits import visit_as


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


def together_for(days):
    for one in db.session.query(Mentorship):
        one.since = clock.now() - timedelta(days=days)
    db.session.flush()


def says(who, other, answer, words=""):
    say_fit(who, two_for(who, other.enrolment_id), answer, words)


@pytest.mark.parametrize(("days", "asked"), [(29, False), (30, True)])
def test_both_are_asked_after_thirty_days(pair, days, asked):
    together_for(days)
    for one, other in (pair, pair[::-1]):
        assert fits_to_say(one) == ({other.enrolment_id: other.name} if asked else {})
        assert ("fit" in [step.kind for step in week_of(one).steps]) is asked


def test_whoever_has_said_so_is_not_asked_again_unless_they_were_deciding(pair):
    mentor, mentee = pair
    together_for(31)
    says(mentor, mentee, "good")
    says(mentee, mentor, "deciding")
    assert fits_to_say(mentor) == fits_to_say(mentee) == {}
    db.session.query(FitCheck).update({"at": clock.now() - timedelta(days=31)})
    assert fits_to_say(mentor) == {}
    assert list(fits_to_say(mentee)) == [mentor.enrolment_id]


def test_what_one_says_the_other_never_reads(client, course, pair):
    mentor, mentee = pair
    sent = {"fit": "not", "fit_words": "Kanarienvogel"}
    assert visit_as(client, mentee).post(f"/agreements/fit/{mentor.enrolment_id}", sent).status_code == 303
    assert "Kanarienvogel" in visit_as(client, mentee).get(f"/agreements/fit/{mentor.enrolment_id}").text
    lead = a_lead(course)
    for viewer in (mentor, lead):
        at = visit_as(client, viewer)
        for page in (
            "/agreements/",
            "/agreements/fit/",
            "/course/",
            f"/agreements/fit/{mentee.enrolment_id}",
        ):
            assert "Kanarienvogel" not in at.get(page).text
    assert two_for(mentor, mentee.enrolment_id).mine is None


def test_a_lead_learns_that_a_change_is_wanted_and_not_by_whom(client, course, pair):
    mentor, mentee = pair
    lead = a_lead(course)
    assert "Nobody wants a change" in visit_as(client, lead).get("/agreements/fit/").text
    says(mentor, mentee, "deciding")
    [one] = who_wants_a_change(lead)
    assert one.deciding
    says(mentee, mentor, "not")
    [one] = who_wants_a_change(lead)
    assert (one.mentor, one.mentee, one.deciding) == (mentor.name, mentee.name, False)
    assert "a change is wanted" in visit_as(client, lead).get("/agreements/fit/").text
    assert who_wants_a_change(a_lead(a_course())) == []


def test_when_it_is_over_nothing_is_wanted_any_more(course, pair):
    mentor, mentee = pair
    says(mentee, mentor, "not")
    db.session.query(Mentorship).update({"until": clock.now()})
    assert who_wants_a_change(a_lead(course)) == []
    with pytest.raises(NotHere):
        two_for(again(mentee), mentor.enrolment_id)


def test_who_comes_together_again_is_asked_anew(course, pair):
    mentor, mentee = pair
    says(mentee, mentor, "not")
    db.session.query(FitCheck).update({"at": clock.now() - timedelta(days=90)})
    together_for(31)
    assert who_wants_a_change(a_lead(course)) == []
    assert list(fits_to_say(mentee)) == [mentor.enrolment_id]


def test_two_who_mentor_each_other_say_it_once(pair):
    mentor, mentee = pair
    mentors(mentee, mentor)
    together_for(31)
    assert list(fits_to_say(again(mentor))) == [mentee.enrolment_id]
    says(again(mentor), mentee, "good")
    assert fits_to_say(again(mentor)) == {}
    assert list(fits_to_say(again(mentee))) == [mentor.enrolment_id]


def test_strangers_say_nothing_of_it(client, course, pair):
    for other in (a_lead(course), a_mentor(course), *a_pair(course)):
        at = visit_as(client, other)
        assert at.get(f"/agreements/fit/{pair[0].enrolment_id}").status_code == 404
        assert at.post(f"/agreements/fit/{pair[1].enrolment_id}", {"fit": "not"}).status_code == 404
    assert visit_as(client, pair[0]).get("/agreements/fit/").status_code == 403


@pytest.mark.parametrize("sent", [{}, {"fit": "bad"}, {"fit": "good", "fit_words": "x" * 501}])
def test_what_cannot_be_is_said(client, pair, sent):
    page = visit_as(client, pair[1]).post(f"/agreements/fit/{pair[0].enrolment_id}", sent)
    assert page.status_code == 422
    assert db.session.query(FitCheck).count() == 0
