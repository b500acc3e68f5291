"""What discussions are looked at with: a course, and a resource in it."""

from __future__ import annotations

import pytest

from tests.factories import a_course
from tests.factories.discussions import something_to_read


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def resource(course):
    return something_to_read(course)
