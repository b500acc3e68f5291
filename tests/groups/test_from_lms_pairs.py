"""Pairs that the LMS names are proposed, those that it does not name are told: a lead decides both."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.groups.from_lms.pairs import mentored_here, named_there
from plugin.groups.from_lms.queries import waiting
from plugin.people.models import Mentorship, Person
from plugin.people.observed.actions import say_observed
from plugin.people.observed.models import Observed
from tests.factories import a_course, a_group, a_lead, a_mentor, a_pair, a_person, again
from tests.factories.courses import place_of
from tests.factories.visits import visit_as

AT = "/groups/from-lms/"


def says(mentor, *mentees):
    subs = [db.session.get_one(Person, one.person_id).sub for one in mentees]
    say_observed(mentor.context_id, place_of(mentor), subs)
    db.session.expire_all()


@pytest.fixture
def parent(course):
    return a_person(course, "Parent")


@pytest.fixture
def ana(course):
    return a_person(course, "Ana")


def test_a_pair_that_the_lms_names_is_made_by_a_lead_alone(client, lead, parent, ana):
    says(parent, ana)
    here = visit_as(client, lead)
    assert waiting(lead) == 1
    assert "Parent would mentor Ana" in here.get(AT).text
    assert not again(parent).mentee_ids

    two = named_there(lead)[0]
    assert here.post(f"{AT}pairs/{two.id}").status_code == 303

    assert again(parent).mentee_ids == {place_of(ana)}
    assert named_there(lead) == mentored_here(lead) == []


def test_another_mentor_is_meant_or_refused(client, lead, course, parent, ana):
    a_mentor(course, "Ingrid", of=ana)
    says(parent, ana)
    at = f"{AT}pairs/{named_there(lead)[0].id}"
    here = visit_as(client, lead)

    refused = here.post(at)

    assert refused.status_code == 422
    assert "Ana (Ingrid)" in refused.text
    assert "Yes, more than one mentor is meant" in refused.text
    assert here.post(at, {"shared": "yes"}).status_code == 303


def test_what_may_not_be_is_said(client, lead, course, parent, ana):
    a_mentor(course, of=parent)
    db.session.scalars(select(Mentorship)).one().mentor_id = place_of(ana)
    says(parent, ana)

    refused = visit_as(client, lead).post(f"{AT}pairs/{named_there(lead)[0].id}")

    assert (refused.status_code, "Ana mentors Parent already" in refused.text) == (422, True)


def test_set_aside_it_comes_back_when_the_lms_has_changed_its_word(client, lead, parent, ana):
    says(parent, ana)
    assert visit_as(client, lead).post(f"{AT}pairs/{named_there(lead)[0].id}/aside").status_code == 303
    says(parent, ana)
    assert named_there(lead) == []

    says(parent)
    says(parent, ana)
    assert len(named_there(lead)) == 1


def test_a_pair_that_it_does_not_name_is_told_and_nothing_ends(client, lead, course):
    mentor, mentee = a_pair(course)
    says(mentor)
    here = visit_as(client, lead)

    (two,) = mentored_here(lead)
    assert "Pairs that the LMS does not name" in here.get(AT).text
    assert db.session.get_one(Mentorship, two.id).until is None
    assert here.post(f"{AT}mentorships/{two.id}/aside").status_code == 303
    assert (mentored_here(lead), waiting(lead)) == ([], 0)
    assert not again(mentor).mentee_ids
    says(mentor, mentee)
    says(mentor)
    assert len(mentored_here(lead)) == 1


def test_through_a_group_the_way_leads_to_the_group(client, lead, course):
    group = a_group(course, name="Days", mentors=1, mentees=1)
    says(group.mentor)

    page = visit_as(client, lead).get(AT).text
    assert f"/groups/{group.id}/people" in page


def test_another_course_sees_none_of_it(client, lead, course, parent, ana):
    says(parent, ana)
    other = a_lead(a_course())
    two = db.session.scalars(select(Observed)).one()

    assert waiting(other) == 0
    assert visit_as(client, other).post(f"{AT}pairs/{two.id}").status_code == 404
