"""Whom the LMS says that somebody observes narrows whom they see, and never widens it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db
from plugin.lti.models import Context
from plugin.people import actions
from plugin.people.audience import in_groups, mentor_now
from plugin.people.cover.models import Cover
from plugin.people.models import Enrolment, Person
from plugin.people.observed.actions import say_observed
from plugin.people.observed.models import Observed
from tests.factories import a_context, a_course, a_group, a_pair, a_person, again, mentors
from tests.factories.courses import place_of
from tests.factories.places import kept
from tests.factories.visits import visit_as
from tests.harness.statements import counted
from tests.people.test_arrivals import said

SETS = ("mentee_ids", "mentor_ids", "group_ids", "mentored_group_ids")


@pytest.fixture
def course(app):
    return a_course()


def told(mentor, *mentees):
    """A launch of the mentor says so; with None, that it says nothing."""
    subs = None if mentees == (None,) else [db.session.get_one(Person, one.person_id).sub for one in mentees]
    say_observed(mentor.context_id, place_of(mentor), subs)
    db.session.expire_all()
    return again(mentor)


def covered(mentor, stand_in):
    """From now on, for a week, with all their mentees."""
    now = clock.now()
    days = {"first_day": now.date(), "last_day": now.date() + timedelta(days=7)}
    both = {"covered_id": place_of(mentor), "covering_id": place_of(stand_in)}
    since = {"since": now - timedelta(minutes=1), "until": now + timedelta(days=7), "made_at": now}
    return kept(Cover(context_id=mentor.context_id, **both, **days, **since))


def test_a_mentor_sees_of_theirs_only_whom_the_lms_names(course):
    mentor, ana = a_pair(course)
    ben = a_person(course)
    mentors(mentor, ben)

    assert told(mentor, ana).mentee_ids == {place_of(ana)}
    assert told(mentor).mentee_ids == frozenset()
    assert told(mentor, None).mentee_ids == {place_of(ana), place_of(ben)}


def test_the_other_side_is_narrowed_too(course):
    mentor, ana = a_pair(course)
    told(mentor)

    assert (again(ana).mentor_ids, again(ana).mentor_names) == (frozenset(), ())


def test_a_name_in_the_claim_makes_nobody_a_mentor(course):
    parent, ana = a_person(course), a_person(course)

    assert told(parent, ana).mentee_ids == frozenset()
    assert not again(parent).is_mentor


def test_a_group_opens_to_its_mentor_only_whole(course):
    group = a_group(course, mentors=1, mentees=2)
    one, other = group.mentees

    narrowed = told(group.mentor, one)
    assert narrowed.mentee_ids == {place_of(one)}
    assert (narrowed.group_ids, narrowed.mentored_group_ids) == (frozenset(), frozenset())
    assert told(group.mentor, one, other).mentored_group_ids == {group.id}
    assert again(one).group_ids == {group.id}


def test_whoever_hears_of_things_is_narrowed_alike(course):
    group = a_group(course, mentors=1, mentees=2)
    one, other = group.mentees
    told(group.mentor, one)

    def reached(which):
        return set(db.session.scalars(select(Enrolment.id).where(which)))

    assert place_of(group.mentor) in reached(mentor_now(place_of(one)))
    assert place_of(group.mentor) not in reached(mentor_now(place_of(other)))
    assert reached(in_groups([group.id])) == {place_of(one), place_of(other)}


def test_cover_gives_no_more_than_either_may_see(course):
    group = a_group(course, mentors=1, mentees=2)
    one, other = group.mentees
    stand_in = a_person(course)
    covered(group.mentor, stand_in)
    assert again(stand_in).mentee_ids == {place_of(one), place_of(other)}

    told(group.mentor, one)
    assert again(stand_in).mentee_ids == {place_of(one)}
    told(group.mentor, None)
    assert told(stand_in, other).mentee_ids == {place_of(other)}
    assert again(stand_in).covered_group_ids == frozenset()


def test_a_launch_says_it_and_the_next_says_it_anew(course):
    context = db.session.get_one(Context, course.context_id)
    ana = a_person(context, sub="ana")
    ravi = said(context, sub="ravi", looks_after=("ana", "nobody-here", "ravi"))

    mentor_id = actions.arrive(ravi)
    (pair,) = db.session.scalars(select(Observed))
    assert (pair.mentee_id, pair.named) == (place_of(ana), True)
    actions.arrive(replace(ravi, looks_after=()))
    db.session.expire_all()
    assert not db.session.scalars(select(Observed)).one().named
    actions.arrive(replace(ravi, looks_after=None))
    row = db.session.scalars(select(Enrolment).where(Enrolment.person_id == mentor_id)).one()
    db.session.refresh(row)
    assert row.observes_at is None


def test_a_person_of_another_course_or_company_is_nobody(course):
    a_person(a_context(), sub="ana")
    mentor = a_person(course)
    say_observed(mentor.context_id, place_of(mentor), ["ana"])

    assert db.session.scalars(select(Observed)).all() == []


def test_pages_follow(client, course):
    mentor, ana = a_pair(course)
    ben = a_person(course, "Quentin")
    mentors(mentor, ben)
    here = visit_as(client, told(mentor, ana))

    assert here.get(f"/groups/mentees/{place_of(ana)}").status_code == 200
    assert here.get(f"/groups/mentees/{place_of(ben)}").status_code == 403
    assert "Quentin" not in here.get("/groups/mine").text
    told(mentor, ana, ben)
    assert here.get(f"/groups/mentees/{place_of(ben)}").status_code == 200


def test_it_costs_no_statement(course):
    mentor, ana = a_pair(course)
    with counted() as before:
        again(mentor)
    told(mentor, ana)

    with counted() as after:
        again(mentor)
    assert len(after) == len(before)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_lms_says_it_only_takes_away(course, seed):
    chance = random.Random(seed)
    people = [a_person(course) for _ in range(6)]
    groups = [a_group(course, mentors=1, mentees=2) for _ in range(2)]
    people += [one for group in groups for one in (*group.mentors, *group.mentees)]
    for _ in range(8):
        mentor, mentee = chance.sample(people, 2)
        if place_of(mentor) not in again(mentee).mentee_ids | again(mentee).mentor_ids:
            mentors(mentor, mentee)
    for _ in range(3):
        covered(*chance.sample(people, 2))
    before = [again(one) for one in people]

    for _ in range(6):
        mentor = chance.choice(people)
        told(mentor, *chance.sample(people, chance.randint(0, 4)))

    for was in before:
        now = again(was)
        for name in SETS:
            assert getattr(now, name) <= getattr(was, name), name
        assert now.covered_mentee_ids <= now.mentee_ids <= was.mentee_ids
        row = db.session.get_one(Enrolment, place_of(was))
        if row.observes_at:
            named = select(Observed.mentee_id).where(Observed.mentor_id == row.id, Observed.named)
            assert now.mentee_ids <= set(db.session.scalars(named))
