"""A form that is still being written: kept now and then for its writer alone, and gone once it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from plugin import clock
from plugin.drafts.models import Draft
from plugin.sent import SentForm
from tests.drafts.test_back import WHOLE
from tests.factories import a_course, a_pair
from tests.factories.visits import visit_as

WHERE = {"form_page": "/goals/new", "form_place": "/goals/new"}


@pytest.fixture
def mentee(app):
    return a_pair(a_course())[1]


@pytest.fixture
def place(client, mentee):
    return visit_as(client, mentee)


def kept(session) -> list[tuple[str, dict[str, str]]]:
    return [(draft.place, draft.typed) for draft in session.scalars(select(Draft))]


def test_what_is_being_written_is_kept_and_stands_in_the_form_again(place, session):
    assert place.post("/kept/save", {**WHERE, "title": "Listen f"}).status_code == 204
    assert place.post("/kept/save", {**WHERE, "title": "Listen first"}).status_code == 204

    assert kept(session) == [("/goals/new", {"title": "Listen first"})]
    assert 'value="Listen first"' in place.get("/goals/new").text


def test_once_the_form_is_taken_nothing_of_it_is_kept(place, session):
    place.post("/kept/save", {**WHERE, "title": "Listen f"})
    place.post("/kept/save", {**WHERE, "form_place": "/me", "title": "Something else"})

    assert place.post("/goals/new", {**WHOLE, "form_page": "/goals/new"}).status_code == 303

    assert [where for where, _typed in kept(session)] == ["/me"]


def test_a_form_that_has_to_be_put_right_stays_kept(place, session):
    place.post("/kept/save", {**WHERE, "title": "Listen f"})

    assert place.post("/goals/new", {"form_page": "/goals/new", "title": ""}).status_code == 422

    assert len(kept(session)) == 1


def test_keeping_takes_no_one_time_key(place, session):
    for _ in range(3):
        place.post("/kept/save", {**WHERE, "title": "Listen first"})

    assert session.scalar(select(func.count()).select_from(SentForm)) == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"form_page": "https://elsewhere.example", "form_place": "/goals/new", "title": "x"},
        {"form_page": "/goals/new", "form_place": "/" + "x" * 600, "title": "x"},
        {**WHERE, "title": "   "},
        {**WHERE, "problem": "x" * 300_000},
    ],
    ids=["a page elsewhere", "a place without end", "nothing written", "too much"],
)
def test_what_cannot_be_kept_is_not(place, session, sent):
    assert place.post("/kept/save", sent).status_code == 422
    assert kept(session) == []


def test_when_the_visit_is_over_it_is_kept_for_its_own_form(place, session):
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        answer = place.post("/kept/save", {**WHERE, "title": "Written too late"})

    assert answer.status_code == 401
    assert kept(session) == [("/goals/new", {"title": "Written too late"})]
