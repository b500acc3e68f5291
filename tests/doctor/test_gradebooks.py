"""The doctor's words about gradebooks: numbers, the learning site's own reason, and nobody's name."""

from __future__ import annotations

import pytest

from plugin import clock
from plugin.doctor.gradebooks import MANY_FAILURES, gradebooks
from plugin.doctor.lines import LOOK, OK, PLAIN, RED
from tests.factories import a_lead, a_mentee, a_mentor, again
from tests.factories.grades import a_column, a_course_to_grade, a_score


@pytest.fixture
def course(app):
    return a_course_to_grade()


@pytest.mark.parametrize(
    ("failures", "tried", "state"),
    [(0, False, PLAIN), (0, True, OK), (1, True, LOOK), (MANY_FAILURES, True, RED)],
)
def test_a_column_that_fails_again_and_again_is_red(course, session, failures, tried, state):
    column = a_column(a_lead(course))
    column.failures, column.tried_at = failures, clock.now() if tried else None
    column.said = "Closed for today." if failures else ""
    session.flush()

    (line,) = gradebooks()

    assert line.state == state
    assert ("Closed for today." in line.said) == bool(failures)


def test_scores_are_counted_and_nobody_is_named(course, session):
    mentee = a_mentee(course, "Fatima Benali")
    a_mentor(course, of=mentee)
    score = a_score(again(mentee), a_lead(course))
    score.state = "refused"
    session.flush()

    (line,) = gradebooks()

    assert line.state == LOOK
    assert "one refused" in line.said
    assert "Fatima" not in line.what + line.said
