"""What discussions are looked at with: a course, a resource in it, and who talks there."""

from __future__ import annotations

import pytest

from tests.factories import a_course, a_group, a_lead, a_mentee, again
from tests.factories.discussions import a_post, something_to_read


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def resource(course):
    return something_to_read(course)


@pytest.fixture
def samir(course):
    return a_mentee(course, "Samir Haddad")


@pytest.fixture
def aroha(course):
    return a_mentee(course, "Aroha Ngata")


@pytest.fixture
def lead(course):
    return a_lead(course, "Olena Bondar")


@pytest.fixture
def elsewhere(course):
    return something_to_read(course, title="The other text")


@pytest.fixture
def cohort(course):
    return a_group(course, mentors=2, mentees=2)


@pytest.fixture
def mentor(cohort):
    return again(cohort.mentor)


@pytest.fixture
def asked(cohort, resource):
    return a_post(cohort.mentee, resource, "<p>How do you begin?</p>")
