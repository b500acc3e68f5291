"""The outline: whose course it is, when sections open, and what settles them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from plugin import clock
from plugin.courses.outline.actions import Draft, lay_out, make_course, mark_kind_done, open_now
from plugin.courses.outline.progress import mark_done, mark_not_done
from plugin.courses.outline.queries import (
    around,
    course_here,
    course_if_any,
    mentees_done,
    mentees_done_with,
    mentees_seen,
    path_of,
    section_for,
)
from plugin.errors import Invalid, NotHere
from tests.factories import a_context, a_course, a_group, a_lead, a_mentee, a_pair, a_section
from tests.factories.courses import place_of

MONDAY = datetime(2026, 11, 2, 12, tzinfo=UTC)


def done_with(member, course) -> list[int]:
    return [stop.section.position for stop in path_of(member, course) if stop.done_at]


def test_a_course_is_found_from_its_own_lms_course(app):
    course = a_course()

    assert course_here(a_mentee(course)) == course


def test_there_is_no_course_before_it_is_made(app):
    early = a_mentee(a_context())

    assert course_if_any(early) is None
    with pytest.raises(NotHere):
        course_here(early)


def test_a_course_that_is_not_open_is_there_for_leads_alone(app):
    course = a_course(opened=False)

    assert course_here(a_lead(course)) == course
    with pytest.raises(NotHere):
        course_here(a_mentee(course))


def test_a_section_of_another_course_is_not_there(app):
    course, elsewhere = a_course(), a_course()
    own, foreign = a_section(course), a_section(elsewhere)
    mentee = a_mentee(course)

    assert section_for(mentee, own.id).section == own
    with pytest.raises(NotHere):
        section_for(mentee, foreign.id)


def test_a_new_course_has_its_sections_in_order_and_is_opened_once(app):
    lead = a_lead(a_context())

    course = make_course(lead, "Our course", "leadership", 10)
    sections = lay_out(course, [Draft("session", "One"), Draft("session", "Two")])
    assert (course.opened_at, course.set_up_step) == (None, 1)
    open_now(lead, course)
    opened = course.opened_at
    open_now(a_lead(course), course)

    assert opened is not None
    assert course.opened_at == opened
    assert course.opened_by_id == lead.enrolment_id
    assert [(s.position, s.title) for s in sections] == [(1, "One"), (2, "Two")]


def test_a_second_course_in_one_lms_course_is_refused(app):
    course = a_course()

    with pytest.raises(Invalid):
        make_course(a_lead(course), "Another", "leadership", 10)


def test_being_done_twice_is_being_done_once(app):
    course = a_course()
    section, mentee = a_section(course, position=1), a_mentee(course)

    mark_done(place_of(mentee), section)
    mark_done(place_of(mentee), section)

    assert done_with(mentee, course) == [1]


def test_not_done_after_all(app):
    course = a_course()
    section, mentee, other = a_section(course, position=1), a_mentee(course), a_mentee(course)
    mark_done(place_of(mentee), section)
    mark_done(place_of(other), section)

    mark_not_done(place_of(mentee), section)

    assert done_with(mentee, course) == []
    assert done_with(other, course) == [1]


def test_what_somebody_did_settles_the_first_section_that_waits_for_it(app):
    course = a_course()
    a_section(course, "resources", position=1)
    a_section(course, "session", position=2)
    a_section(course, "session", position=3)
    mentee = a_mentee(course)

    mark_kind_done(course.id, place_of(mentee), "session")
    assert done_with(mentee, course) == [2]

    mark_kind_done(course.id, place_of(mentee), "session")
    mark_kind_done(course.id, place_of(mentee), "session")
    assert done_with(mentee, course) == [2, 3]


def test_a_meeting_in_the_first_week_does_not_settle_the_one_of_day_ninety(app):
    course = a_course()
    a_section(course, "session", position=1, opens_day=90)
    mentee = a_mentee(course)

    mark_kind_done(course.id, place_of(mentee), "session")
    assert done_with(mentee, course) == []

    with clock.at(clock.now() + timedelta(days=91)):
        mark_kind_done(course.id, place_of(mentee), "session")
        assert done_with(mentee, course) == [1]


def test_a_section_opens_by_the_day_of_the_mentees_own_zone(app):
    with clock.at(MONDAY):
        course = a_course()
        section = a_section(course, opens_day=7)
        near, far = a_mentee(course, zone="UTC"), a_mentee(course, zone="Pacific/Auckland")

    with clock.at(datetime(2026, 11, 9, 0, 30, tzinfo=UTC)):
        assert section_for(near, section.id).opens_on == date(2026, 11, 9)
        assert section_for(near, section.id).is_open
        # there it was Tuesday already when they began
        assert section_for(far, section.id).opens_on == date(2026, 11, 10)
        assert not section_for(far, section.id).is_open


def test_days_are_counted_from_the_opening_for_those_who_were_there_before(app):
    with clock.at(MONDAY - timedelta(days=30)):
        context = a_context()
        early = a_mentee(context)
    with clock.at(MONDAY):
        section = a_section(a_course(context), opens_day=1)

        assert section_for(early, section.id).opens_on == date(2026, 11, 3)


def test_sections_know_their_neighbours(app):
    course = a_course()
    first, second = a_section(course, position=1), a_section(course, position=2, title="Second")
    a_section(a_course(), position=2, title="Elsewhere")

    stands = around(a_mentee(course), first)

    assert (stands.number, stands.before) == (1, None)
    assert stands.after is not None
    assert (stands.after.id, stands.after.number, stands.after.title) == (second.id, 2, "Second")


def test_a_mentor_counts_their_own_mentees_and_a_lead_everybodys(app):
    course = a_course()
    section, untouched = a_section(course), a_section(course)
    cohort, (mentor, mentee) = a_group(course, mentees=3), a_pair(course)
    for walker in (cohort.mentees[0], cohort.mentees[1], mentee):
        mark_done(place_of(walker), section)
    lead = a_lead(course)

    assert (mentees_seen(mentor), mentees_done(mentor, course)) == (
        1,
        {section.id: (1, 1), untouched.id: (0, 1)},
    )
    assert (mentees_seen(cohort.mentor), mentees_done(cohort.mentor, course)) == (
        3,
        {section.id: (2, 3), untouched.id: (0, 3)},
    )
    assert (mentees_seen(lead), mentees_done(lead, course)) == (4, {section.id: (3, 4), untouched.id: (0, 4)})
    assert mentees_done_with(lead, section) == (3, 4)
    assert mentees_done_with(lead, untouched) == (0, 4)


def test_a_mentee_with_two_mentors_counts_once(app):
    course = a_course()
    section, cohort = a_section(course), a_group(course, mentors=2, mentees=1)
    mark_done(place_of(cohort.mentee), section)
    lead = a_lead(course)

    assert mentees_seen(lead) == 1
    assert mentees_done(lead, course) == {section.id: (1, 1)}
