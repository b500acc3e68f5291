"""What a mentee reads of columns that were taken back: what was sent of them stands in the gradebook all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.courses.grades.actions import retire
from plugin.courses.grades.models import IN_PROGRESS, Score
from plugin.courses.grades.queries import own_scores
from tests.factories import a_lead, a_mentee, a_mentor
from tests.factories.grades import a_column, a_score
from tests.factories.places import kept
from tests.factories.visits import visit_as
from tests.harness.statements import counted


@pytest.fixture
def lead(course):
    return a_lead(course)


def taken_back(lead, mentee, what="progress", **said):
    """A column of which 50 had been sent of the mentee, and a little more was to be, when it was taken back."""
    column, now = a_column(lead, what), clock.now()
    column.url = f"https://lms.example/{column.id}"
    sent = {"state": "waiting", "sent": 50.0, "sent_at": now, **said}
    whose = {"column_id": column.id, "enrolment_id": mentee.enrolment_id}
    kept(Score(**whose, given=60, activity=IN_PROGRESS, due_at=now, **sent))
    retire(column)
    return column


def test_a_mentee_reads_what_stands_there(client, course, lead, mentee):
    taken_back(lead, mentee)

    page = visit_as(client, mentee).get("/grades/mine").text

    assert "50 of 100" in page
    assert "No longer sent. This stands in the gradebook." in page
    assert "Nothing goes there" not in page


def test_nobody_reads_of_another(client, course, lead, mentee):
    taken_back(lead, mentee)
    other = a_mentee(course, mentor=a_mentor(course))

    assert "Nothing goes there" in visit_as(client, other).get("/grades/mine").text


def test_it_comes_after_what_goes_the_latest_first(course, lead, mentee):
    for days, what in ((1, "progress"), (2, "agreement"), (0, "closing")):
        taken_back(lead, mentee, what).retired_at -= timedelta(days=days)
    a_column(lead, "agreement")

    mine = own_scores(mentee, course)

    assert [(one.column.what, one.column.retired_at is None) for one in mine] == [
        ("agreement", True),
        ("closing", False),
        ("progress", False),
        ("agreement", False),
    ]


def test_what_was_never_sent_or_is_there_no_more_does_not_stand_there(course, lead, mentee):
    taken_back(lead, mentee, sent=None, sent_at=None)
    taken_back(lead, mentee).gone_at = clock.now()

    assert own_scores(mentee, course) == []


def test_what_is_chosen_again_and_sent_takes_the_place_of_what_stood(course, lead, mentee):
    before = taken_back(lead, mentee)
    score = a_score(mentee, lead)
    goes = own_scores(mentee, course)[0].column
    goes.url = before.url
    assert [one.column.id for one in own_scores(mentee, course)] == [goes.id, before.id]

    score.sent = 80.0

    assert [one.column.id for one in own_scores(mentee, course)] == [goes.id]


def test_the_page_costs_the_same_however_many_there_are(client, course, lead, mentee):
    visit = visit_as(client, mentee)
    taken_back(lead, mentee)
    visit.get("/grades/mine")
    with counted() as few:
        visit.get("/grades/mine")
    for what in ("progress", "agreement", "closing"):
        taken_back(lead, mentee, what)

    with counted() as many:
        page = visit.get("/grades/mine").text

    assert page.count("No longer sent.") == 4
    assert len(many) == len(few)


def test_a_lead_of_a_closed_course_reads_what_is_true(client, course, lead, mentee):
    taken_back(lead, mentee)
    course.closed_at = clock.now()

    page = visit_as(client, lead).get("/grades/").text

    assert "Whatever was sent before stays there." in page
    assert "never sent anything" not in page
