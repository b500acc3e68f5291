"""A course, a pair in it and a goal of the mentee's, for every test of goals."""

from __future__ import annotations

import pytest

from tests.factories import a_course, a_pair
from tests.factories.goals import a_goal


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


@pytest.fixture
def goal(pair):
    return a_goal(pair[1])
