"""Setting a course up: a lead chooses a programme and opens the course; everybody else waits and knows whom to ask."""

from __future__ import annotations

import pytest

from plugin.courses.journey.actions import open_course
from plugin.courses.outline.programmes import programmes
from plugin.courses.outline.queries import course_here, course_if_any, path_of
from plugin.courses.resources.queries import resources_of
from plugin.errors import Invalid
from tests.factories import a_context, a_lead, a_mentee
from tests.factories.visits import visit_as


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


def test_a_lead_sees_every_programme_and_the_lms_courses_title(client, lead):
    page = visit_as(client, lead).get("/set-up/")

    assert page.status_code == 200
    assert all(programme.title in page.text for programme in programmes())
    assert 'value="Leading teams 2026"' in page.text


def test_a_lead_opens_the_course_and_is_sent_to_it(client, lead):
    at = visit_as(client, lead)

    answer = at.post("/set-up/", {"programme": programmes()[0].key, "title": "Our course"})

    assert answer.status_code == 303
    assert answer.location.endswith(at.url("journey.show"))
    assert course_here(lead).title == "Our course"
    assert "Make groups and pairs" in at.get("/course/").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "Our course"}, "Choose one of the programmes."),
        ({"title": "Our course", "programme": "no-such"}, "Choose one of the programmes."),
        ({"programme": programmes()[0].key, "title": " "}, "Please fill this in."),
        ({"programme": programmes()[0].key, "title": "t" * 121}, "120"),
    ],
)
def test_what_is_missing_stands_beside_its_field_and_nothing_is_opened(client, lead, fields, sentence):
    page = visit_as(client, lead).post("/set-up/", fields)

    assert page.status_code == 422
    assert sentence in page.text
    assert course_if_any(lead) is None


def test_choosing_is_over_once_the_course_is_open(client, lead):
    open_course(lead, programmes()[0].key, "Our course")
    at = visit_as(client, lead)

    assert at.get("/set-up/").location.endswith(at.url("journey.show"))
    assert at.post("/set-up/", {"programme": programmes()[0].key, "title": "Again"}).status_code == 422
    assert course_here(lead).title == "Our course"


def test_whoever_is_no_lead_may_not_set_a_course_up(client, context):
    at = visit_as(client, a_mentee(context))

    assert at.get("/set-up/").status_code == 403
    assert at.post("/set-up/", {"programme": programmes()[0].key, "title": "Mine"}).status_code == 403


def test_before_that_others_read_whom_to_ask(client, context, lead):
    page = visit_as(client, a_mentee(context)).get("/")

    assert page.status_code == 200
    assert "Not open yet" in page.text
    assert lead.name in page.text
