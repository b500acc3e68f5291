"""Who may do what in a course, each with who may not, on plain members and sections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from plugin.courses.assessments.policy import can_answer, can_read_answers_of
from plugin.courses.outline.models import Course, Section
from plugin.courses.outline.policy import can_finish, can_open_course, can_read_section, can_see_course
from plugin.courses.outline.queries import Stop
from plugin.courses.resources.models import Resource
from plugin.courses.resources.policy import can_add_resource, can_change_resource, can_read_resource
from plugin.member import Member
from tests.factories.courses import place_of

TODAY = date(2026, 11, 22)
HERE = uuid4()


def somebody(**said: Any) -> Member:
    made: dict[str, Any] = {"name": "Somebody", "context_id": HERE}
    made |= {name: uuid4() for name in ("company_id", "platform_id", "person_id", "enrolment_id")}
    return Member(**(made | said))


LEAD = somebody(role="lead")
MENTEE = somebody(mentor_ids=frozenset({uuid4()}))
WAITING = somebody()
MENTOR = somebody(mentee_ids=frozenset({MENTEE.enrolment_id}))
OUTSIDE = somebody(context_id=None, enrolment_id=None)


def stop(kind: str = "resources", *, opens_on: date | None = None, questions: tuple[str, ...] = ()) -> Stop:
    return Stop(Section(kind=kind, asks=len(questions)), None, opens_on, TODAY)


def test_a_lead_may_open_a_course_and_others_may_not():
    assert can_open_course(LEAD)
    assert not any(can_open_course(who) for who in (MENTOR, MENTEE, WAITING, replace(OUTSIDE, role="lead")))


def test_a_course_is_seen_from_its_own_lms_course_alone():
    course = Course(context_id=HERE)

    assert all(can_see_course(who, course) for who in (LEAD, MENTOR, MENTEE, WAITING))
    assert not can_see_course(replace(MENTEE, context_id=uuid4()), course)
    assert not can_see_course(OUTSIDE, course)


def test_everybody_enrolled_reads_sections_and_resources_and_nobody_else_does():
    ahead = stop(opens_on=date(2027, 1, 1))

    assert all(can_read_section(who, ahead) for who in (LEAD, MENTOR, MENTEE, WAITING))
    assert not can_read_section(OUTSIDE, ahead)
    assert can_read_resource(MENTEE, Resource())
    assert not can_read_resource(OUTSIDE, Resource())


def test_a_mentee_may_finish_a_section_of_resources():
    assert can_finish(MENTEE, stop("resources"))
    assert can_finish(WAITING, stop("resources"))


@pytest.mark.parametrize("who", [LEAD, MENTOR], ids=["lead", "mentor"])
def test_whoever_is_no_mentee_may_not_finish_a_section(who):
    assert not can_finish(who, stop("resources"))


@pytest.mark.parametrize("kind", ["goal-setting", "session", "assessment", "reflection"])
def test_a_section_that_settles_itself_may_not_be_finished_by_hand(kind):
    assert not can_finish(MENTEE, stop(kind, questions=("What changed?",)))


def test_a_reflection_without_questions_is_finished_by_hand():
    assert can_finish(MENTEE, stop("reflection"))


def test_a_section_may_not_be_finished_or_answered_before_its_day():
    tomorrow, today = date(2026, 11, 23), TODAY

    assert can_finish(MENTEE, stop(opens_on=today))
    assert not can_finish(MENTEE, stop(opens_on=tomorrow))
    assert can_answer(MENTEE, stop("assessment", opens_on=today, questions=("Why?",)))
    assert not can_answer(MENTEE, stop("assessment", opens_on=tomorrow, questions=("Why?",)))


def test_only_a_mentee_answers_and_only_where_something_is_asked():
    asked = stop("reflection", questions=("What changed?",))

    assert can_answer(MENTEE, asked)
    assert not can_answer(MENTOR, asked)
    assert not can_answer(LEAD, asked)
    assert not can_answer(MENTEE, stop("reflection"))
    assert not can_answer(MENTEE, stop("session", questions=("What was useful?",)))


def test_answers_are_read_by_the_pair_and_by_nobody_else():
    assert can_read_answers_of(MENTEE, place_of(MENTEE))
    assert can_read_answers_of(MENTOR, place_of(MENTEE))
    assert not can_read_answers_of(LEAD, place_of(MENTEE))
    assert not can_read_answers_of(WAITING, place_of(MENTEE))
    assert not can_read_answers_of(somebody(mentee_ids=frozenset({uuid4()})), place_of(MENTEE))


def test_leads_and_mentors_add_resources_and_mentees_do_not():
    assert can_add_resource(LEAD, stop())
    assert can_add_resource(MENTOR, stop())
    assert not can_add_resource(MENTEE, stop())
    assert not can_add_resource(WAITING, stop())


def test_a_mentor_changes_their_own_resource_and_a_lead_any():
    own, programme, foreign = (
        Resource(added_by_id=MENTOR.enrolment_id),
        Resource(added_by_id=None),
        Resource(added_by_id=uuid4()),
    )

    assert all(can_change_resource(LEAD, thing) for thing in (own, programme, foreign))
    assert can_change_resource(MENTOR, own)
    assert not can_change_resource(MENTOR, programme)
    assert not can_change_resource(MENTOR, foreign)
    assert not can_change_resource(MENTEE, own)
    assert not can_change_resource(somebody(mentor_ids=frozenset({uuid4()})), programme)
