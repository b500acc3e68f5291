"""What the pages of courses are looked at with: a course, a group in it, and two sections."""

from __future__ import annotations

import pytest

from tests.factories import a_course, a_group, a_lead, a_section


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=3)


@pytest.fixture
def section(course):
    return a_section(course, "resources", position=1, title="Say the hard thing kindly")


@pytest.fixture
def look_back(course):
    return a_section(
        course, "reflection", position=2, title="Look back", questions=["What worked?", "What did not?"]
    )


@pytest.fixture
def lead(course):
    return a_lead(course)


@pytest.fixture
def three(course):
    return [a_section(course, "text", position=place, title=title) for place, title in enumerate("ABC", 1)]
