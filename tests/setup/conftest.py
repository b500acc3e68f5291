"""A course that its lead has begun to set up, and the lead in front of it."""

from __future__ import annotations

import pytest

from tests.factories import a_context, a_lead
from tests.factories.setup import a_beginning
from tests.factories.visits import visit_as


@pytest.fixture
def context(app):
    return a_context(title="Leading teams 2026")


@pytest.fixture
def lead(context):
    return a_lead(context, "Helena Brandt")


@pytest.fixture
def course(lead):
    return a_beginning(lead)


@pytest.fixture
def at(client, lead):
    return visit_as(client, lead)
