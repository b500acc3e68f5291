"""A form sent in a visit that is over: kept for its writer where the browser is theirs, else given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.drafts.models import Draft
from plugin.lti import registry
from plugin.lti.models import Platform
from plugin.people.models import Enrolment
from tests.factories import a_course, a_mentee, a_pair
from tests.factories.drafts import a_draft
from tests.factories.visits import visit_as

GOAL = {
    "form_page": "/goals/new",
    "title": "Listen first",
    "problem": "<p>I <strong>talk</strong></p>",
    "problem_format": "html",
}


def later(**much: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(**much), tick=False)


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def mentee(course):
    return a_pair(course)[1]


@pytest.fixture
def place(client, mentee):
    return visit_as(client, mentee)


def sent_too_late(place, fields=GOAL, path="/goals/new", **named):
    with later(hours=3):
        return place.post(path, dict(fields), **named)


def drafts(session):
    return session.scalars(select(Draft)).all()


def test_what_was_typed_is_kept_and_the_page_says_where_it_waits(place, mentee, session):
    answer = sent_too_late(place)

    assert answer.status_code == 401
    assert "What you had written is kept" in answer.text
    assert "<textarea" not in answer.text
    (draft,) = drafts(session)
    assert (draft.person_id, draft.context_id) == (mentee.person_id, mentee.context_id)
    assert (draft.place, draft.page) == ("/goals/new", "/goals/new")
    assert draft.typed == {name: said for name, said in GOAL.items() if name != "form_page"}


def test_that_is_all_an_ended_visit_may_do(place, session):
    with later(hours=3):
        assert place.get("/goals/new").status_code == 401
        assert place.get("/kept/").status_code == 401
    assert drafts(session) == []


def test_another_browser_gets_the_words_back_and_nothing_is_kept(place, app, session):
    with later(hours=3):
        answer = app.test_client().post(
            place("/goals/new"), data={**GOAL, "csrf": place.token(), "once": "12345678"}
        )

    assert answer.status_code == 401
    assert "Listen first" in answer.text
    assert "is only here, on this page" in answer.text
    assert drafts(session) == []


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"csrf": "made up"}, {}),
        ({"csrf": None}, {}),
        ({}, {"Origin": "https://evil.example"}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_another_site_plants_no_draft(place, session, fields, headers):
    answer = sent_too_late(place, {**GOAL, **fields}, headers=headers)

    assert answer.status_code in {401, 403}
    assert drafts(session) == []


def test_the_token_of_another_visit_keeps_nothing(place, client, course, session):
    other = visit_as(client, a_mentee(course))

    sent_too_late(place, {**GOAL, "csrf": other.token()})

    assert drafts(session) == []


def test_a_visit_that_still_runs_keeps_nothing(place, session):
    assert place.post("/goals/new", dict(GOAL)).status_code == 422

    assert drafts(session) == []


def test_a_visit_that_never_was_keeps_nothing(client, session):
    answer = client.post(f"/v/{'x' * 43}/goals/new", data={**GOAL, "csrf": "x", "once": "12345678"})

    assert answer.status_code == 401
    assert drafts(session) == []


def test_a_disabled_platform_keeps_nothing(place, mentee, session):
    registry.disable(session.get_one(Platform, mentee.platform_id))

    sent_too_late(place)

    assert drafts(session) == []


def test_whoever_left_the_course_keeps_nothing_there(place, mentee, session):
    session.get_one(Enrolment, mentee.enrolment_id).active = False

    answer = sent_too_late(place)

    assert "Listen first" in answer.text
    assert drafts(session) == []


def test_a_button_that_is_a_form_of_its_own_leaves_no_draft(place, session):
    sent_too_late(place, {"done": "yes"})
    sent_too_late(
        place,
        {"form_page": "/goals/new", "title": "  ", "problem": "", "problem_format": "html", "version": "1"},
    )

    assert drafts(session) == []


def test_html_is_kept_as_the_cleaner_leaves_it(place, session):
    sent_too_late(place, {**GOAL, "problem": "<p onclick=x>Hi<script>alert(1)</script></p>"})

    assert drafts(session)[0].typed["problem"] == "<p>Hi</p>"


@pytest.mark.parametrize(
    "fields",
    [
        {"problem": "x" * 250_000, "problem_format": "plain"},
        {"problem": "<b>" * 5_000, "problem_format": "html"},
        {f"field_{number}": "x" for number in range(80)},
        {"form_page": "/" + "x" * 600},
        {"form_page": "//\x00"},
        {"form_page": "goals"},
    ],
    ids=["long", "deep", "many", "far", "odd", "no address"],
)
def test_what_is_too_large_or_odd_is_given_back_instead(place, session, fields):
    answer = sent_too_late(place, {**GOAL, **fields})

    assert answer.status_code == 401
    assert "Listen first" in answer.text
    assert drafts(session) == []


def test_the_same_form_again_replaces_its_draft(place, session):
    sent_too_late(place)
    sent_too_late(place, {**GOAL, "title": "Listen more"})

    assert [draft.typed["title"] for draft in drafts(session)] == ["Listen more"]


def test_one_person_keeps_twenty_in_a_course(place, mentee, session):
    for number in range(25):
        with later(minutes=number):
            a_draft(mentee, f"/goals/{number}")

    sent_too_late(place)

    kept = {draft.place for draft in drafts(session)}
    assert len(kept) == 20
    assert "/goals/new" in kept
    assert "/goals/24" in kept
    assert "/goals/0" not in kept


def test_several_answers_to_one_field_are_all_kept(place, session):
    with later(hours=3):
        place.client.post(
            place("/sessions/new"),
            data={
                "csrf": place.token(),
                "once": "12345678",
                "form_page": "/sessions/new",
                "people": ["a", "b"],
            },
        )

    assert drafts(session)[0].typed == {"people": ["a", "b"]}
