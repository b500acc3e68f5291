"""Work is read by the pair alone, a draft by its writer alone; leads see numbers."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.courses.assessments.queries import (
    step_for,
    work_for,
)
from plugin.courses.assessments.standing import mentees_at, number_waiting, waiting_for, works_of
from plugin.courses.outline.queries import section_for
from plugin.errors import NotHere
from plugin.people.models import Mentorship
from plugin.skills.queries import ratings_of
from tests.factories import a_course, a_group, a_lead, a_mentee, a_pair, again
from tests.factories.assessments import (
    a_section_asking,
    asked_of,
    drafted,
    handed_in,
)
from tests.factories.courses import place_of


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


def is_done(mentee, section) -> bool:
    return section_for(mentee, section.id).done_at is not None


def test_a_draft_is_its_writers_alone(course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    drafted(mentee, section)
    who = place_of(mentee)

    assert (works_of(mentor, who), mentees_at(mentor, section), waiting_for(mentor)) == ([], [], [])
    assert work_for(mentor, section.id, who).told == []
    assert [one.state for one in works_of(mentee, who)] == ["draft"]


def test_what_waits_is_the_mentors_own_mentees_alone_and_a_lead_sees_numbers(course, pair):
    mentor, mentee = pair
    other, _ = a_pair(course)
    section = a_section_asking(course)
    handed_in(mentee, section)

    assert [(one.name, one.title) for one in waiting_for(mentor)] == [(mentee.name, "Where you are")]
    assert (waiting_for(other), waiting_for(a_lead(course))) == ([], [])
    assert number_waiting(section) == 1


def test_a_lead_a_group_mate_another_mentor_and_a_stranger_may_read_nothing(course):
    cohort = a_group(course, mentees=2)
    mentee, mate = cohort.mentees
    section = a_section_asking(course)
    handed_in(mentee, section)
    who, item = place_of(mentee), asked_of(section)["step"]

    for other in (a_lead(course), mate, a_pair(course)[0], a_mentee(a_course())):
        for asked in (
            lambda other=other: works_of(other, who),
            lambda other=other: work_for(other, section.id, who),
            lambda other=other: step_for(other, item.id, who),
            lambda other=other: ratings_of(other, who),
        ):
            with pytest.raises(NotHere):
                asked()


def test_a_mentor_of_former_days_reads_no_more(session, course, pair):
    mentor, mentee = pair
    section = a_section_asking(course)
    handed_in(mentee, section)
    assert work_for(mentor, section.id, place_of(mentee)).told

    session.query(Mentorship).update({"until": clock.now()})

    with pytest.raises(NotHere):
        work_for(again(mentor), section.id, place_of(mentee))
    assert waiting_for(again(mentor)) == []


def test_what_was_handed_in_outlives_a_section_that_was_taken_out(course, pair):
    mentor, mentee = pair
    section, other = a_section_asking(course), a_section_asking(course)
    handed_in(mentee, section)
    for one in (section, other):
        one.retired_at = clock.now()

    assert work_for(mentor, section.id, place_of(mentee)).told
    with pytest.raises(NotHere):
        work_for(mentor, other.id, place_of(mentee))
