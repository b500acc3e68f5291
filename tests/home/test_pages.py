"""Where people land, and how they say how they want to be shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from plugin.database import db
from plugin.people.models import Person
from tests.factories import a_context, a_course, a_lead, a_mentee, a_pair, a_person, again
from tests.factories.visits import visit_as

ABOUT = {"zone": "Africa/Lagos", "theme": "light", "locale": "", "shown_name": "Ana", "version": "1"}


def lands(client: FlaskClient, member: Any) -> Any:
    return client.get(visit_as(client, member)("/"))


def test_a_lead_whose_course_is_not_set_up_lands_on_the_programmes(client: FlaskClient) -> None:
    answer = lands(client, a_lead(a_context()))
    assert answer.headers["Location"].endswith("/set-up/")


def test_anybody_before_that_reads_whom_to_ask(client: FlaskClient) -> None:
    context = a_context()
    a_lead(context, "Helena Brandt")
    answer = lands(client, a_mentee(context))
    assert answer.status_code == 200
    assert "Helena Brandt" in answer.text
    assert "not open yet" in answer.text.lower()


def test_a_mentor_lands_on_today_and_a_mentee_on_their_journey(client: FlaskClient) -> None:
    mentor, mentee = a_pair(a_course())
    assert lands(client, mentor).headers["Location"].endswith("/today/")
    assert lands(client, mentee).headers["Location"].endswith("/course/")


def test_a_launch_from_outside_a_course_gets_a_usable_page(client: FlaskClient) -> None:
    person = a_person(a_context())
    answer = lands(client, replace(person, context_id=None, enrolment_id=None))
    assert answer.status_code == 200
    assert "Open Tandem from a course" in answer.text


@pytest.mark.parametrize(
    "typed",
    [{"zone": "Mars/Olympus"}, {"zone": ""}, {"theme": "pink"}, {"locale": "tlh"}, {"shown_name": "x" * 81}],
)
def test_what_cannot_be_is_said_beside_its_field(client: FlaskClient, typed: dict[str, str]) -> None:
    member = a_mentee(a_course())
    at = visit_as(client, member)
    answer = at.post("/me", {**ABOUT, **typed})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert db.session.get_one(Person, member.person_id).zone == "UTC"


def test_what_somebody_says_of_themselves_is_kept_and_used(client: FlaskClient) -> None:
    member = a_mentee(a_course(), "Anna-Maria")
    at = visit_as(client, member)
    answer = at.post("/me", {**ABOUT, "zone": "Asia/Kolkata", "theme": "dark", "shown_name": "  Ana\n M. "})
    assert answer.status_code == 303
    known = again(member)
    assert (known.name, known.zone, known.theme, known.zone_confirmed) == (
        "Ana M.",
        "Asia/Kolkata",
        "dark",
        True,
    )
    assert 'data-theme="dark"' in client.get(at("/me")).text


def test_an_empty_shown_name_follows_the_lms(client: FlaskClient) -> None:
    member = a_mentee(a_course(), "Anna-Maria", shown_name="Ana")
    visit_as(client, member).post("/me", {**ABOUT, "shown_name": ""})
    assert again(member).name == "Anna-Maria"


def test_two_windows_get_both_texts(client: FlaskClient) -> None:
    member = a_mentee(a_course(), "Anna-Maria")
    at = visit_as(client, member)
    at.post("/me", {**ABOUT, "shown_name": "Ana from the first window", "theme": "auto"})

    clash = at.post("/me", {**ABOUT, "shown_name": "Ana from the second"})

    assert clash.status_code == 409
    assert "Ana from the first window" in clash.text
    assert "As my device" in clash.text
    assert 'value="Ana from the second"' in clash.text
    assert again(member).name == "Ana from the first window"


def test_two_windows_that_say_the_same_do_not_clash(client: FlaskClient) -> None:
    at = visit_as(client, a_mentee(a_course()))
    at.post("/me", ABOUT)

    assert at.post("/me", ABOUT).status_code == 303
