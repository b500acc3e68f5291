"""What no group and no pair may be: two who mentor each other, a second group beside a jealous one, a silent sharing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.errors import Invalid
from plugin.groups.actions import keep_ways, make_pair, place
from plugin.groups.invited import expect, match
from plugin.groups.models import Invited
from plugin.people.models import Group, Mentorship, Place
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, a_person, again
from tests.factories.courses import place_of
from tests.factories.setup import reachable
from tests.factories.visits import visit_as


@pytest.fixture
def day(course):
    return a_group(course, name="Day")


@pytest.fixture
def night(course):
    return a_group(course, name="Night")


def group_of(cohort):
    return db.session.get_one(Group, cohort.id)


def alone(lead, cohort):
    keep_ways(lead, group_of(cohort), anonymous=None, alone=True)


def groups_of(member):
    return set(
        db.session.scalars(
            select(Place.group_id).where(Place.enrolment_id == place_of(member), Place.until.is_(None))
        )
    )


def mentors_of(member):
    rows = select(Mentorship.mentor_id).where(
        Mentorship.mentee_id == place_of(member), Mentorship.until.is_(None)
    )
    return set(db.session.scalars(rows))


@pytest.mark.parametrize("jealous", ["day", "night"])
def test_a_group_that_wants_to_be_the_only_one_is(client, lead, day, night, jealous):
    alone(lead, {"day": day, "night": night}[jealous])

    body = {"people": [str(place_of(day.mentee))], "part": "mentee", "shared": "yes"}
    answer = visit_as(client, lead).post(f"/groups/{night.id}/people", body)

    assert answer.status_code == 422
    wants = {"day": "Day", "night": "Night"}[jealous]
    assert f"is in Day, and {wants} wants its mentees to be in no other group." in answer.text
    assert groups_of(day.mentee) == {day.id}


def test_mentors_may_be_in_several_all_the_same(lead, day, night):
    alone(lead, day)

    place(lead, group_of(night), place_of(day.mentor), "mentor")

    assert groups_of(day.mentor) == {day.id, night.id}


def test_it_cannot_become_so_over_people_who_are_in_two(client, lead, day, night):
    place(lead, group_of(night), place_of(day.mentee), "mentee")
    here = visit_as(client, lead)

    answer = here.post(f"/groups/{day.id}/ways", {"alone": "yes", "names": ""})

    assert answer.status_code == 422
    assert f"{day.mentee.name} (Night)" in answer.text
    assert not group_of(day).alone

    here.post(f"/groups/{night.id}/leave", {"person": str(place_of(day.mentee))})
    assert here.post(f"/groups/{day.id}/ways", {"alone": "yes", "names": ""}).status_code == 303
    db.session.expire_all()
    assert group_of(day).alone
    assert "checked" in here.get(f"/groups/{day.id}/people").text


def test_one_fault_of_several_people_places_nobody(client, lead, course, day, night):
    alone(lead, day)
    fresh = a_person(course)

    body = {"people": [str(place_of(fresh)), str(place_of(day.mentee))], "part": "mentee", "shared": "yes"}
    answer = visit_as(client, lead).post(f"/groups/{night.id}/people", body)

    assert answer.status_code == 422
    assert groups_of(fresh) == set()


def test_who_is_expected_in_a_second_group_goes_on_waiting(lead, course, day, night):
    alone(lead, day)
    came = reachable(course, "amara@example.com", "Amara")
    place(lead, group_of(day), place_of(came), "mentee")
    expect(lead, "", "amara@example.com", night.id)

    match(lead.context_id, [place_of(came)])

    assert groups_of(came) == {day.id}
    assert db.session.scalars(select(Invited.mentee_email)).all() == ["amara@example.com"]


def test_two_people_do_not_mentor_each_other(client, lead, course):
    mentee = a_mentee(course)
    mentor = a_mentor(course, of=mentee)

    body = {"mentor": str(place_of(mentee)), "mentee": str(place_of(mentor))}
    answer = visit_as(client, lead).post("/groups/pairs", body)

    assert answer.status_code == 422
    assert f"{mentor.name} mentors {mentee.name} already" in answer.text
    assert mentors_of(mentor) == set()


def test_nor_through_a_group(lead, course, day):
    other = a_person(course)
    make_pair(lead, place_of(day.mentee), place_of(other))

    with pytest.raises(Invalid, match="do not mentor each other"):
        place(lead, group_of(day), place_of(other), "mentor")

    assert place_of(other) not in mentors_of(day.mentee)


@pytest.mark.parametrize("address", ["/groups/pairs", "/set-up/people/pairs"])
def test_a_second_mentor_is_meant_or_is_not(client, lead, course, day, address):
    other, here = a_person(course), visit_as(client, lead)
    body = {"mentor": str(place_of(other)), "mentee": str(place_of(day.mentee))}

    asked = here.post(address, body)

    assert asked.status_code == 422
    assert f"{day.mentee.name} ({day.mentor.name})" in asked.text
    assert 'name="shared"' in asked.text
    assert mentors_of(day.mentee) == {place_of(day.mentor)}
    assert here.post(address, {**body, "shared": "yes"}).status_code == 303
    assert mentors_of(day.mentee) == {place_of(day.mentor), place_of(other)}
    assert "mentee of" in visit_as(client, again(day.mentee)).get("/groups/mentees/" + body["mentee"]).text


@pytest.mark.parametrize("address", ["/groups/{}/people", "/set-up/people/places"])
def test_nor_does_somebody_come_into_a_second_group_by_the_way(client, lead, day, night, address):
    here = visit_as(client, lead)
    body = {"people": [str(place_of(day.mentee))], "part": "mentee", "group": str(night.id)}

    asked = here.post(address.format(night.id), body)

    assert asked.status_code == 422
    assert f"{day.mentee.name} ({day.mentor.name})" in asked.text
    assert here.post(address.format(night.id), {**body, "shared": "yes"}).status_code == 303
    assert groups_of(day.mentee) == {day.id, night.id}


def test_nobody_of_another_course_is_named(client, lead, day):
    abroad = a_group(a_course())
    foreign = visit_as(client, a_lead(a_course()))

    for address, body in (
        ("/groups/pairs", {"mentor": str(place_of(day.mentor)), "mentee": str(place_of(abroad.mentee))}),
        (f"/groups/{day.id}/people", {"people": [str(place_of(abroad.mentee))], "part": "mentee"}),
    ):
        assert visit_as(client, lead).post(address, body).status_code == 404
        assert foreign.post(address, body).status_code == 404
