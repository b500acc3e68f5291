"""What no cover may be gets a sentence beside its field: odd days, covering for oneself, circles, being both at once."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.groups import actions
from plugin.groups.cover.actions import arrange
from plugin.people.cover.models import Cover
from tests.factories import a_course, a_group, a_person, again, mentors
from tests.factories.courses import place_of
from tests.factories.visits import visit_as
from tests.groups.covers import NOON, later, wanted


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=2)


@pytest.fixture
def helper(course):
    return a_person(course, "Noor Rahimi")


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(3, 2, "last_day"), (-3, 2, "first_day"), (-3, -2, "first_day"), (0, 366, "last_day")],
)
def test_odd_days_get_a_sentence_beside_their_field_and_nothing_typed_is_lost(
    client, lead, cohort, helper, first, last, field
):
    said = {
        "covered": place_of(cohort.mentor),
        "covering": place_of(helper),
        "first_day": later(first).isoformat(),
        "last_day": later(last).isoformat(),
    }
    back = visit_as(client, lead).post("/groups/cover/", said)
    assert back.status_code == 422
    assert all(str(value) in back.text for value in said.values())
    with pytest.raises(Invalid) as fault:
        arrange(lead, wanted(cohort.mentor, helper, first, last))
    assert fault.value.field == field
    assert db.session.query(Cover).count() == 0
    arrange(lead, wanted(cohort.mentor, helper, 0, 365))


def refused(lead, *said, **more):
    with pytest.raises(Invalid) as fault:
        arrange(lead, wanted(*said, **more))
    return fault.value.field


def test_nobody_covers_for_themselves_for_no_mentor_or_for_their_own_mentor(lead, course, cohort, helper):
    other = a_group(course)
    assert refused(lead, cohort.mentor, cohort.mentor) == "covering"
    assert refused(lead, helper, cohort.mentor) == "covered"
    assert refused(lead, cohort.mentor, helper, group=other) == "covered_in"
    assert refused(lead, cohort.mentor, cohort.mentee) == "covering"
    actions.make_pair(lead, place_of(helper), place_of(other.mentee), later(9))
    assert refused(lead, cohort.mentor, helper) == "covering"


def test_cover_goes_round_in_no_circle_on_the_same_days(lead, course, cohort):
    second, third = a_group(course).mentor, a_group(course).mentor
    arrange(lead, wanted(cohort.mentor, second, 0, 5))
    assert refused(lead, second, cohort.mentor, 5, 9) == "covering"
    assert refused(lead, cohort.mentor, second, 5, 9) == "first_day"
    arrange(lead, wanted(second, third, 0, 5))
    assert refused(lead, third, cohort.mentor, 3, 3) == "covering"
    arrange(lead, wanted(second, cohort.mentor, 6, 9))


def test_whoever_covers_becomes_no_mentee_there_meanwhile(client, lead, course, cohort, helper):
    arrange(lead, wanted(cohort.mentor, helper))
    back = visit_as(client, lead).post(
        f"/groups/{cohort.id}/people", {"people": place_of(helper), "part": "mentee"}
    )
    assert back.status_code == 422
    assert "is not mentored by them at once" in back.text
    with pytest.raises(Invalid):
        actions.make_pair(lead, place_of(cohort.mentor), place_of(helper))
    mentors(cohort.mentor, helper)  # however it came about
    assert again(helper).mentee_ids == set()


def test_mentors_of_each_other_from_before_stay_so(course):
    first, second = a_person(course), a_person(course)
    mentors(first, second)
    mentors(second, first)
    assert again(first).mentee_ids == again(first).mentor_ids == {place_of(second)}


def test_strangers_and_people_of_elsewhere_are_not_here(lead, cohort, helper):
    elsewhere = a_group(a_course())
    for said in ((elsewhere.mentor, helper), (cohort.mentor, elsewhere.mentee)):
        with pytest.raises(NotHere):
            arrange(lead, wanted(*said))
    with pytest.raises(NotHere):
        arrange(lead, wanted(cohort.mentor, helper, group=elsewhere))
