"""Pages of groups as people meet them: a lead puts people together, mentors look, nobody else does."""

from __future__ import annotations

from typing import Any

import pytest

from plugin.errors import NotHere
from plugin.groups import policy
from plugin.groups.everybody import names_to_choose, people_here
from plugin.groups.queries import group_for, groups_here, pair_for, seats
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, a_pair, a_person, again, mentors
from tests.factories.courses import place_of
from tests.factories.crowds import a_crowd
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def lead(course):
    return a_lead(course, "Helena")


def test_a_lead_makes_a_group_and_puts_people_into_it(client, course, lead):
    mentor, mentee, place = a_person(course), a_person(course), visit_as(client, lead)

    place.post("/groups/", {"name": "Spring cohort"})
    (group,) = groups_here(lead)
    path = f"/groups/{group.id}/people"
    place.post(path, {"people": [str(place_of(mentor))], "part": "mentor"})
    answer = place.post(path, {"people": [str(place_of(mentee))], "part": "mentee"})

    assert answer.status_code == 303
    assert again(mentor).mentee_ids == {place_of(mentee)}
    assert "Spring cohort" in place.get(path).text


def test_a_group_without_a_name_is_given_back(client, lead):
    answer = visit_as(client, lead).post("/groups/", {"name": "  "})

    assert answer.status_code == 422
    assert "Please fill this in." in answer.text


def test_a_second_group_of_that_name_is_given_back_with_the_name(client, course, lead):
    a_group(course, name="Spring")

    answer = visit_as(client, lead).post("/groups/", {"name": "Spring"})

    assert answer.status_code == 422
    assert 'value="Spring"' in answer.text


def test_nobody_of_another_course_gets_in_by_a_foreign_id(client, course, lead):
    cohort, stranger = a_group(course), a_person(a_course())
    place, foreign = visit_as(client, lead), str(place_of(stranger))
    here = str(place_of(cohort.mentee))

    bodies: list[tuple[str, dict[str, Any]]] = [
        (f"/groups/{cohort.id}/people", {"people": [here, foreign], "part": "mentor"}),
        (f"/groups/{cohort.id}/leave", {"person": foreign}),
        ("/groups/pairs", {"mentor": foreign, "mentee": here}),
        ("/groups/pairs", {"mentor": here, "mentee": foreign}),
    ]
    assert [place.post(path, body).status_code for path, body in bodies] == [404] * 4
    # all or nothing: the one who is here has not been placed either
    assert [seat.part for seat in seats(lead, cohort.group)].count("mentor") == 1


def test_what_is_no_id_is_given_back(client, lead):
    answer = visit_as(client, lead).post("/groups/pairs", {"mentor": "me", "mentee": ""})

    assert answer.status_code == 422


def test_the_last_lead_stays_and_is_told_why(client, lead):
    answer = visit_as(client, lead).post(f"/groups/people/{place_of(lead)}/role", {"role": "member"})

    assert answer.status_code == 422
    assert "A course needs somebody who leads it." in answer.text


def test_a_mentorship_through_a_group_does_not_end_as_a_pair(client, course, lead):
    cohort = a_group(course, mentees=0)
    mentee = a_person(course)
    through = mentors(cohort.mentor, mentee, group_id=cohort.id)

    answer = visit_as(client, lead).post(f"/groups/pairs/{through.id}/end")

    assert answer.status_code == 422
    assert again(mentee).mentor_ids


def test_one_group_is_the_board_straight_away(client, course):
    cohort = a_group(course)

    answer = visit_as(client, cohort.mentor).get("/groups/")

    assert answer.headers["Location"].endswith(f"/groups/{cohort.id}")


def test_pairs_alone_are_one_list(client, course):
    mentor, _mentee = a_pair(course)

    assert visit_as(client, mentor).get("/groups/").headers["Location"].endswith("/groups/mine")


def test_a_mentor_of_several_chooses(client, course):
    cohort = a_group(course, name="Spring")
    mentors(cohort.mentor, a_person(course))

    assert "Spring" in visit_as(client, cohort.mentor).get("/groups/").text


def test_a_lead_reads_no_words_on_the_board(client, course, lead):
    cohort = a_group(course)

    page = visit_as(client, lead).get(f"/groups/{cohort.id}").text

    assert "never what people write" in page
    assert f"/groups/mentees/{place_of(cohort.mentee)}" not in page


def test_a_mentor_who_leads_too_reads_their_own_mentees(course):
    mentee = a_person(course)
    both = a_lead(course)
    mentors(both, mentee)

    assert policy.can_see_mentee(again(both), mentee_row(both, mentee))
    assert not policy.can_see_mentee(again(both), mentee_row(both, a_person(course)))


def mentee_row(viewer, member):
    from plugin.people.queries import enrolment_for

    return enrolment_for(viewer, place_of(member))


def test_who_has_no_mentor_stands_first(course, lead):
    a_pair(course)
    forgotten = a_person(course, "Zoe")

    people = people_here(lead)

    assert (people.shown[0].id, people.alone, people.total) == (place_of(forgotten), 1, 4)


def test_a_mentor_without_a_mentor_is_not_missing_one(course, lead):
    a_pair(course)

    assert people_here(lead).alone == 0


def test_people_are_found_by_a_part_of_their_name(course, lead):
    a_person(course, "Amara Okafor")
    a_person(course, "100% Pure")

    assert [one.name for one in people_here(lead, "okaf").shown] == ["Amara Okafor"]
    assert [name for _id, name in names_to_choose(lead, "100%")] == ["100% Pure"]
    assert people_here(lead, "%").total == 1


def test_who_is_in_a_group_is_not_offered_again(course, lead):
    cohort = a_group(course)
    outside = a_person(course)

    offered = people_here(lead, outside=cohort.group).shown

    assert {one.id for one in offered} == {place_of(lead), place_of(outside)}


def test_ties_are_told_with_their_group_or_as_a_pair(course, lead):
    cohort = a_group(course, mentees=1, name="Spring")
    mentors(a_mentor(course), cohort.mentee)

    (mentee,) = [one for one in people_here(lead).shown if one.id == place_of(cohort.mentee)]

    assert sorted((tie.group, tie.pair_id is None) for tie in mentee.mentors) == [
        ("", False),
        ("Spring", True),
    ]
    assert [group.name for group in mentee.groups] == ["Spring"]


def test_a_strangers_ids_are_not_here(course):
    cohort, stranger = a_group(course), a_lead(a_course())
    pair = mentors(a_person(course), a_person(course))

    for load, an_id in ((group_for, cohort.id), (pair_for, pair.id)):
        with pytest.raises(NotHere):
            load(stranger, an_id)
    assert groups_here(stranger) == []
    assert seats(stranger, cohort.group) == []
    assert {one.id for one in people_here(stranger).shown} == {place_of(stranger)}


def test_a_mentors_list_holds_their_own_groups_alone(course):
    cohort, _other = a_group(course), a_group(course)

    assert [group.id for group in groups_here(cohort.mentor)] == [cohort.id]


@pytest.mark.parametrize("page", ["/groups/", "/groups/{group}/people"])
def test_a_leads_pages_cost_the_same_for_ten_and_for_a_thousand(client, page):
    costs = []
    for crowd in (0, 990):
        course = a_course()
        cohort = a_crowd(a_group(course, mentees=10), crowd)
        place, path = visit_as(client, a_lead(course)), page.format(group=cohort.id)
        place.get(path)
        with counted() as said:
            assert place.get(path).status_code == 200
        costs.append(len(said))

    assert costs[0] == costs[1] <= 15


def test_a_group_may_be_looked_over_by_its_own_mentor_and_by_leads(course):
    cohort, other = a_group(course), a_group(course)

    assert policy.can_see_board(cohort.mentor, cohort.group)
    assert policy.can_see_board(a_lead(course), cohort.group)
    assert not policy.can_see_board(other.mentor, cohort.group)
    assert not policy.can_see_board(cohort.mentee, cohort.group)


def test_a_mentee_is_seen_by_their_mentors_and_themselves_alone(course, lead):
    mentor, mentee = a_pair(course)
    row = mentee_row(mentor, mentee)

    assert policy.can_see_mentee(mentor, row)
    assert policy.can_see_mentee(mentee, row)
    assert not policy.can_see_mentee(lead, row)
    assert not policy.can_see_mentee(a_mentee(course), row)


@pytest.mark.parametrize("may", [policy.can_make_groups, policy.can_see_people])
def test_mentees_may_not(course, lead, may):
    mentor, mentee = a_pair(course)

    assert may(lead)
    assert not may(mentee)
    assert policy.can_see_mine(mentor)
    assert not policy.can_see_mine(lead)
