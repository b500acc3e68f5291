"""The pages of what the LMS proposes: seen, answered to once, and by the lead of that course alone."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from plugin.courses.outline.editing.actions import close_course
from plugin.database import db
from plugin.groups.from_lms.queries import waiting
from plugin.people.models import Group
from tests.factories import a_course, a_lead, a_mentor, a_person
from tests.factories.courses import place_of
from tests.factories.lms_groups import an_lms_group, comes_in
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def ana(course):
    return a_person(course, "Ana")


@pytest.fixture
def day(course, ana):
    return an_lms_group(course, "Day shift", ana, a_person(course, "Ben"))


def mark_in(page) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page.text)
    assert found
    return found.group(1)


def test_a_lead_is_told_looks_and_makes_it(client, lead, course, day, ana):
    a_mentor(course, "Ingrid", of=ana)
    here = visit_as(client, lead)
    assert "The LMS proposes something that you have not looked at." in here.get("/groups/").text
    assert "2 people who learn" in here.get("/groups/from-lms/").text

    at = f"/groups/from-lms/{day.id}"
    page = here.get(at)
    assert "mentored by Ingrid" in page.text
    body = {"name": "Mornings", "mentors": [str(place_of(a_person(course)))], "seen": mark_in(page)}
    refused = here.post(f"{at}/make", body)
    assert (refused.status_code, "Yes, more than one mentor is meant" in refused.text) == (422, True)
    assert here.post(f"{at}/make", {**body, "shared": "yes"}).status_code == 303
    assert db.session.scalars(select(Group.name)).all() == ["Mornings"]
    assert here.get(at).status_code == 404
    assert "Nothing waits for you" in here.get("/groups/from-lms/").text


def test_an_old_page_is_not_acted_on(client, lead, course, day):
    here = visit_as(client, lead)
    mark = mark_in(here.get(f"/groups/from-lms/{day.id}"))
    comes_in(day, a_person(course, "Cleo"))

    for act in ("make", "aside"):
        late = here.post(f"/groups/from-lms/{day.id}/{act}", {"name": "Day", "seen": mark})
        assert late.status_code == 409
        assert "The LMS has said something else meanwhile." in late.text


def test_groups_and_people_of_another_course_are_not_there(client, lead, day):
    elsewhere = a_course()
    foreign = an_lms_group(elsewhere, "Theirs", a_person(elsewhere))
    here = visit_as(client, lead)

    assert here.get(f"/groups/from-lms/{foreign.id}").status_code == 404
    body = {"name": "Day", "mentors": [str(place_of(a_person(elsewhere)))]}
    body["seen"] = mark_in(here.get(f"/groups/from-lms/{day.id}"))
    assert here.post(f"/groups/from-lms/{day.id}/make", body).status_code == 404
    assert waiting(a_lead(elsewhere)) == 1


def test_a_group_without_a_name_is_told_by_its_number(client, lead, course, ana):
    group = an_lms_group(course, "", ana)
    here = visit_as(client, lead)

    assert f"Group {group.lms_id} of the LMS" in here.get("/groups/from-lms/").text
    at = f"/groups/from-lms/{group.id}"
    refused = here.post(f"{at}/make", {"name": "", "seen": mark_in(here.get(at))})
    assert refused.status_code == 422


def test_in_a_closed_course_it_is_read_and_no_way_leads_to_a_form(client, lead, course, day):
    seen = mark_in(visit_as(client, lead).get(f"/groups/from-lms/{day.id}"))
    close_course(lead, course)
    here = visit_as(client, lead)

    page = here.get("/groups/from-lms/").text
    assert "Day shift" in page
    assert str(day.id) not in page
    assert here.post(f"/groups/from-lms/{day.id}/aside", {"seen": seen}).status_code == 403
    assert waiting(lead) == 1


def test_it_costs_the_same_however_many_there_are(client, lead, course, day):
    here = visit_as(client, lead)
    here.get("/groups/from-lms/")
    with counted() as few:
        here.get("/groups/from-lms/")
    for number in range(12):
        an_lms_group(course, f"Shift {number}", a_person(course), a_person(course))

    with counted() as many:
        here.get("/groups/from-lms/")
    assert len(many) == len(few)
