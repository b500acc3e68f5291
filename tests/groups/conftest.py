"""What tests of groups begin with: a course, and somebody who leads it."""

from __future__ import annotations

import pytest

from tests.factories import a_course, a_lead


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def lead(course):
    return a_lead(course)
