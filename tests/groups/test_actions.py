"""What a lead does with people: places, mentorships that follow them, pairs, roles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.outline.progress import Drift, recount
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.groups.actions import change_role, end_pair, leave, make_group, make_pair, place
from plugin.people.models import Enrolment, Mentorship, Place
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, a_person, a_section, again
from tests.factories.courses import place_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_mentor_in_a_group_mentors_each_of_its_mentees(lead, course):
    group = make_group(lead, "Spring")
    mentor, first, second = a_person(course), a_person(course), a_person(course)

    place(lead, group, place_of(first), "mentee")
    place(lead, group, place_of(mentor), "mentor")
    place(lead, group, place_of(second), "mentee")

    assert again(mentor).mentee_ids == {place_of(first), place_of(second)}
    assert again(second).mentor_ids == {place_of(mentor)}


def test_being_placed_twice_is_being_placed_once(lead, course):
    group, mentee = make_group(lead, "Spring"), a_person(course)

    once, twice = (place(lead, group, place_of(mentee), "mentee") for _ in range(2))

    assert once.id == twice.id


def test_who_leaves_keeps_the_history(lead, course):
    group, mentor, mentee = make_group(lead, "Spring"), a_person(course), a_person(course)
    with clock.at(NOON):
        place(lead, group, place_of(mentor), "mentor")
        place(lead, group, place_of(mentee), "mentee")

    with clock.at(NOON + timedelta(days=9)):
        leave(lead, group, place_of(mentee))

    assert again(mentor).mentee_ids == frozenset()
    assert again(mentee).group_ids == frozenset()
    ended = db.session.scalars(select(Mentorship).where(Mentorship.group_id == group.id)).one()
    assert (ended.since, ended.until) == (NOON, NOON + timedelta(days=9))


def test_a_mentee_who_becomes_a_mentor_changes_over(lead, course):
    group, mentor, risen = make_group(lead, "Spring"), a_person(course), a_person(course)
    place(lead, group, place_of(mentor), "mentor")
    place(lead, group, place_of(risen), "mentee")

    place(lead, group, place_of(risen), "mentor")

    assert again(risen).mentor_ids == frozenset()
    assert again(risen).mentored_group_ids == {group.id}
    places = db.session.scalars(select(Place).where(Place.enrolment_id == place_of(risen))).all()
    assert sorted(p.part for p in places if p.until) == ["mentee"]


def test_leaving_one_group_ends_nothing_elsewhere(lead, course):
    spring, autumn, mentor, mentee = (
        make_group(lead, "S"),
        make_group(lead, "A"),
        a_person(course),
        a_person(course),
    )
    for group in (spring, autumn):
        place(lead, group, place_of(mentor), "mentor")
        place(lead, group, place_of(mentee), "mentee")
    make_pair(lead, place_of(mentor), place_of(mentee))

    leave(lead, spring, place_of(mentee))

    assert again(mentor).mentee_ids == {place_of(mentee)}
    running = db.session.scalars(select(Mentorship).where(Mentorship.until.is_(None))).all()
    assert {one.group_id for one in running} == {autumn.id, None}


def test_nobody_leaves_a_group_that_they_are_not_in(lead, course):
    with pytest.raises(NotHere):
        leave(lead, make_group(lead, "Spring"), place_of(a_person(course)))


def test_two_groups_of_a_course_may_not_have_one_name(lead):
    make_group(lead, "Spring")

    with pytest.raises(Invalid) as refused:
        make_group(lead, "Spring")
    assert refused.value.field == "name"


def test_somebody_of_another_course_cannot_be_placed_or_paired(lead, course):
    group, stranger, here = make_group(lead, "Spring"), a_person(a_course()), a_person(course)

    for foreign in (place_of(stranger), uuid4()):
        with pytest.raises(NotHere):
            place(lead, group, foreign, "mentee")
        with pytest.raises(NotHere):
            make_pair(lead, place_of(here), foreign)
        with pytest.raises(NotHere):
            make_pair(lead, foreign, place_of(here))
        with pytest.raises(NotHere):
            change_role(lead, foreign, "lead")


def test_a_lead_of_another_course_changes_nothing_here(course):
    cohort, elsewhere = a_group(course), a_lead(a_course())

    with pytest.raises(NotHere):
        place(elsewhere, cohort.group, place_of(elsewhere), "mentor")
    with pytest.raises(NotHere):
        leave(elsewhere, cohort.group, place_of(cohort.mentee))


def test_somebody_who_is_gone_cannot_be_placed(lead, course):
    gone = a_person(course)
    db.session.get_one(Enrolment, place_of(gone)).active = False

    with pytest.raises(NotHere):
        place(lead, make_group(lead, "Spring"), place_of(gone), "mentee")


def test_a_pair_asked_for_twice_is_one_pair(lead, course):
    mentor, mentee = a_person(course), a_person(course)

    once, twice = (make_pair(lead, place_of(mentor), place_of(mentee)) for _ in range(2))

    assert once.id == twice.id
    assert again(mentor).mentee_ids == {place_of(mentee)}


def test_nobody_mentors_themselves(lead, course):
    alone = a_person(course)

    with pytest.raises(Invalid) as refused:
        make_pair(lead, place_of(alone), place_of(alone))
    assert refused.value.field == "mentor"


def test_a_pair_ends_once_and_can_begin_again(lead, course):
    mentor, mentee = a_person(course), a_person(course)
    pair = make_pair(lead, place_of(mentor), place_of(mentee))

    end_pair(lead, pair)

    assert again(mentor).mentee_ids == frozenset()
    with pytest.raises(NotHere):
        end_pair(lead, pair)
    assert make_pair(lead, place_of(mentor), place_of(mentee)).id != pair.id


def test_a_mentorship_through_a_group_is_not_ended_alone(lead, course):
    a_group(course, mentees=1)
    through = db.session.scalars(select(Mentorship)).one()

    with pytest.raises(Invalid):
        end_pair(lead, through)


def test_a_pair_of_another_course_is_not_here(course):
    a_group(course, mentees=1)

    with pytest.raises(NotHere):
        end_pair(a_lead(a_course()), db.session.scalars(select(Mentorship)).one())


def test_a_leads_word_on_roles_outranks_the_lms(lead, course):
    member = a_person(course)

    change_role(lead, place_of(member), "lead")

    changed = db.session.get_one(Enrolment, place_of(member))
    assert (changed.role, changed.role_from) == ("lead", "lead")


def test_the_last_lead_stays(lead, course):
    with pytest.raises(Invalid) as refused:
        change_role(lead, place_of(lead), "member")
    assert refused.value.field == "role"


def test_a_lead_may_step_down_where_another_stays(lead, course):
    a_lead(course)

    change_role(lead, place_of(lead), "member")

    assert not again(lead).is_lead


def test_a_lead_who_is_gone_does_not_count(lead, course):
    gone = a_lead(course)
    db.session.get_one(Enrolment, place_of(gone)).active = False

    with pytest.raises(Invalid):
        change_role(lead, place_of(lead), "member")


@pytest.mark.parametrize(("was", "becomes"), [("mentor", "mentee"), ("mentee", "mentor")])
def test_whoever_changes_over_takes_the_paths_of_the_group_along(course, lead, was, becomes):
    group = make_group(lead, "Tuesday")
    changing, other = a_mentee(course), a_mentee(course)
    a_mentor(course, of=changing)  # mentored elsewhere too, so that the group's section was theirs alone
    place(lead, group, place_of(changing), was)
    place(lead, group, place_of(other), "mentee")
    a_section(course)
    a_section(course, group_id=group.id)

    place(lead, group, place_of(changing), becomes)

    assert recount(course.id) == Drift(course.id, 0, 0)
