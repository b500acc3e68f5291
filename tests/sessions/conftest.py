"""A course, a pair and a group in it, for every test of sessions."""

from __future__ import annotations

import pytest

from tests.factories import a_course, a_group, a_pair


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def pair(course):
    return a_pair(course)


@pytest.fixture
def group(course):
    return a_group(course, mentees=3)
