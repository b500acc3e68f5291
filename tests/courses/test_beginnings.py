"""How a course begins as a copy of its programme."""

from __future__ import annotations

import pytest

from plugin.courses.journey.actions import open_course
from plugin.courses.outline.programmes import programmes
from plugin.courses.outline.queries import course_if_any, path_of
from plugin.courses.resources.queries import resources_of
from plugin.errors import Invalid
from tests.factories import a_context, a_lead


@pytest.fixture
def context(app):
    return a_context(title="Leading teams 2026")


@pytest.fixture
def lead(context):
    return a_lead(context, "Helena Brandt")


@pytest.mark.parametrize("programme", programmes(), ids=lambda programme: programme.key)
def test_a_course_is_a_copy_of_its_programme(lead, programme):
    course = open_course(lead, programme.key, "Our course")

    sections = [stop.section for stop in path_of(lead, course)]
    assert (course.title, course.programme, course.cadence_days) == (
        "Our course",
        programme.key,
        programme.cadence_days,
    )
    assert [(s.kind, s.title, s.opens_day) for s in sections] == [
        (s.kind, s.title, s.opens_day) for s in programme.sections
    ]
    assert [[r.title for r in resources_of(section)] for section in sections] == [
        [r.title for r in section.resources] for section in programme.sections
    ]


def test_an_unknown_programme_is_refused(lead):
    with pytest.raises(Invalid) as refusal:
        open_course(lead, "no-such", "Our course")

    assert refusal.value.field == "programme"
    assert course_if_any(lead) is None
