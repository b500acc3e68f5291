"""Dealing out whoever has no mentor: evenly, within what there is room for, seen before it is done, and done once."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from plugin.database import db, new_id
from plugin.groups.actions import make_pair, place
from plugin.groups.dealing.queries import waiting
from plugin.groups.dealing.rule import Seat, dealt
from plugin.groups.invited import expect
from plugin.people.models import Enrolment, Group, Mentorship
from tests.factories import a_course, a_group, a_lead, a_mentor, a_person
from tests.factories.courses import place_of
from tests.factories.setup import reachable
from tests.factories.visits import visit_as
from tests.harness.statements import counted

SEATS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6)


@given(SEATS, st.integers(0, 40))
def test_nobody_is_lost_nobody_has_too_many_and_it_is_even(said, number):
    seats = [Seat(new_id(), mentees, most) for mentees, most in said]
    people = [new_id() for _ in range(number)]

    pairs, left = dealt(people, seats)

    assert sorted([mentee for _, mentee in pairs] + left) == sorted(people)
    fresh = Counter(mentor for mentor, _ in pairs)
    after = {seat.mentor_id: seat.mentees + fresh[seat.mentor_id] for seat in seats}
    assert all(after[seat.mentor_id] <= seat.most for seat in seats if fresh[seat.mentor_id])
    free = [seat for seat in seats if after[seat.mentor_id] < seat.most]
    assert not (left and free)
    # Whoever was given somebody has at most one more than whoever could have taken them.
    given_to = [after[mentor] for mentor in fresh]
    assert not free or not given_to or max(given_to) <= min(after[seat.mentor_id] for seat in free) + 1


@pytest.fixture
def five(course):
    return [a_person(course, f"Mentee {letter}") for letter in "ABCDE"]


def ids(*people):
    return [str(place_of(one)) for one in people]


def asked(client, lead, *people, **more):
    body = {"mentors": ids(*people), "most": "30", "shape": "groups", **more}
    return visit_as(client, lead).post("/deal/", body)


def mark_in(answer):
    return re.search(r'name="seen" value="(\w+)"', answer.text).group(1)


def mentors_of(member):
    rows = select(Mentorship.mentor_id).where(
        Mentorship.mentee_id == place_of(member), Mentorship.until.is_(None)
    )
    return set(db.session.scalars(rows))


def test_who_comes_to_whom_is_seen_first_and_then_done(client, lead, course, five):
    ann, bo = a_person(course, "Ann"), a_person(course, "Bo")

    seen = asked(client, lead, ann, bo)

    assert seen.status_code == 200
    assert all(not mentors_of(one) for one in five)
    assert "Group of Ann" in seen.text
    done = asked(client, lead, ann, bo, seen=mark_in(seen))
    assert done.status_code == 303
    assert [mentors_of(one) for one in five] == [{place_of(ann)}, {place_of(bo)}] * 2 + [{place_of(ann)}]
    assert set(db.session.scalars(select(Group.name))) == {"Group of Ann", "Group of Bo"}
    again = asked(client, lead, ann, bo)
    assert again.status_code == 422
    assert "There is nobody to deal out" in again.text


def test_a_mentors_own_group_is_filled_and_a_name_that_is_taken_is_another(client, lead, course, five):
    ravi = a_group(course, name="Ravi and the others", mentees=1)
    ann = a_person(course, "Ann")
    a_group(course, name="Group of Ann", mentors=0, mentees=0)

    seen = asked(client, lead, ravi.mentor, ann)
    asked(client, lead, ravi.mentor, ann, seen=mark_in(seen))

    names = select(Group.name).join(Mentorship, Mentorship.group_id == Group.id)
    assert set(db.session.scalars(names)) == {"Ravi and the others", "Group of Ann 2"}
    assert mentors_of(five[0]) == {place_of(ann)}  # who has nobody yet is first


def test_one_to_one_makes_pairs(client, lead, course, five):
    ann = a_person(course, "Ann")

    seen = asked(client, lead, ann, shape="pairs")
    asked(client, lead, ann, shape="pairs", seen=mark_in(seen))

    assert db.session.scalars(select(Mentorship.group_id)).all() == [None] * 5


def test_room_is_kept_and_the_others_are_said(client, lead, course, five):
    ann = a_person(course, "Ann")
    db.session.get_one(Enrolment, place_of(ann)).capacity = 2
    db.session.flush()

    seen = asked(client, lead, ann)

    assert "3 people find no room" in seen.text
    asked(client, lead, ann, seen=mark_in(seen))
    assert [bool(mentors_of(one)) for one in five] == [True, True, False, False, False]
    assert "None of these mentors has room." in asked(client, lead, ann).text


def test_what_has_changed_meanwhile_is_looked_at_again(client, lead, course, five):
    ann = a_person(course, "Ann")
    seen = asked(client, lead, ann)
    a_person(course, "Mentee F")

    late = asked(client, lead, ann, seen=mark_in(seen))

    assert late.status_code == 409
    assert "The course has changed meanwhile." in late.text
    assert mentors_of(five[0]) == set()
    assert asked(client, lead, ann, seen=mark_in(late)).status_code == 303


def test_who_has_a_part_or_is_expected_stays_where_they_are(lead, course):
    cohort = a_group(course)
    a_mentor(course, of=a_person(course))
    seated = a_person(course)
    place(lead, db.session.get_one(Group, cohort.id), place_of(seated), "mentor")
    come = reachable(course, "Come@Example.com", "Come")
    expect(lead, "late@example.com", "come@example.com", None)
    gone = a_person(course)
    db.session.get_one(Enrolment, place_of(gone)).active = False
    alone = a_person(course, "Alone")
    db.session.flush()

    assert waiting(lead).shown == [(place_of(alone), "Alone")]
    assert place_of(come) not in dict(waiting(lead).shown)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"mentors": []}, "Please choose at least one person who mentors."),
        ({"most": "0"}, "Please give a number from 1 to 200."),
        ({"most": "many"}, "Please give a number from 1 to 200."),
        ({"shape": "rows"}, "Please choose one of these."),
    ],
)
def test_what_cannot_be_says_why_and_keeps_what_was_chosen(client, lead, course, five, more, sentence):
    ann = a_person(course, "Ann")

    answer = asked(client, lead, ann, **more)

    assert answer.status_code == 422
    assert sentence in answer.text
    if more.get("mentors") != []:
        assert (
            f'value="{place_of(ann)}" id=' in answer.text or f'value="{place_of(ann)}" checked' in answer.text
        )


def test_somebody_of_another_course_mentors_nobody_here(client, lead, course, five):
    foreign = a_person(a_course())

    assert asked(client, lead, foreign).status_code == 404
    assert asked(client, a_lead(a_course()), five[0]).status_code == 404


def test_a_guest_is_not_offered(client, lead, course, five):
    guest = a_person(course, "Guest")
    pair = make_pair(lead, place_of(guest), place_of(five[0]))
    pair.last_day = pair.since.date()
    db.session.flush()

    assert asked(client, lead, guest).status_code == 404
    assert ">Guest<" not in visit_as(client, lead).get("/deal/").text


def test_it_costs_the_same_to_look_at_however_many_wait(client, lead, course, five):
    here = visit_as(client, lead)
    here.get("/deal/")
    with counted() as few:
        here.get("/deal/")
    for _ in range(20):
        a_person(course)

    with counted() as many:
        here.get("/deal/")

    assert len(many) == len(few)
