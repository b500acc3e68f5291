"""Who may pick, from where, and until when."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.lti.deep_links import pending
from plugin.lti.models import Visit
from tests.lti.deep_links.ways import (
    Editor,
    action_of,
)


def test_after_an_hour_nobody_answers(editor: Editor):
    page = editor.page()

    with time_machine.travel(clock.now() + pending.LIVES + timedelta(seconds=1)):
        assert editor.pick(page, "course").status_code == 404


def test_a_lead_has_an_hour(editor: Editor):
    page = editor.page()

    with time_machine.travel(clock.now() + timedelta(minutes=50)):
        assert editor.pick(page, "course").status_code == 303


def test_a_lead_who_leads_no_more_places_nothing(editor: Editor, section, session):
    page = editor.page()
    editor.browser.launch("Instructor", roles=["Learner"])

    answer = editor.pick(page, "course")

    assert answer.status_code == 403
    assert editor.pick(page, "course").status_code == 403


def test_another_visit_of_the_same_person_elsewhere_does_not_reach_it(editor: Editor, section):
    page = editor.page()
    request_id = action_of(page).rpartition("/")[2]
    other = editor.browser.launch("Instructor", context={"id": "another", "title": "Another"}).location

    assert editor.browser.client.get(f"{other}pick/{request_id}").status_code == 404


def test_who_does_not_lead_is_told_so_and_whom_to_ask(editor: Editor, session):
    editor.browser.launch("Instructor")
    visits = len(session.scalars(select(Visit)).all())

    answer = editor.ask(role="Learner")

    assert answer.status_code == 403
    assert "Those who lead the course add its links" in answer.text
    assert "Helena Brandt" in answer.text
    assert len(session.scalars(select(Visit)).all()) == visits
    assert "frame-ancestors https://lms.example" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("role", ["Manager", "ContentDeveloper", "Administrator"])
def test_whoever_leads_by_another_role_may(editor: Editor, role):
    assert editor.page(roles=[f"http://purl.imsglobal.org/vocab/lis/v2/membership#{role}"]).status_code == 200


def test_outside_any_course_nothing_can_be_placed(editor: Editor):
    answer = editor.ask(context=None)

    assert answer.status_code == 403
    assert "Add it inside a course" in answer.text
