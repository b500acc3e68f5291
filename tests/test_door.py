"""The door: forms are ours or refused, a form twice is once, two edits lose nothing, a refusal gives words back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.goals.models import Goal
from plugin.database import db, new_id
from plugin.door import _signer, once
from plugin.errors import VisitOver
from plugin.member import Member
from plugin.people.models import Person
from plugin.sent_forms import SentForm
from tests.factories.people import a_pair
from tests.factories.places import a_course
from tests.harness.house import OURS

GOAL = {
    "title": "They hear it from me first",
    "problem": "They all go quiet when I give feedback.",
    "outcome": "The person hears it within two days.",
    "toward": "skill",
    "toward_what": "Feedback",
    "milestone": "Name it in one sentence",
    "milestone_due": str(clock.today("UTC") + timedelta(days=30)),
}


@pytest.fixture
def mentee(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Somebody behind the address /v/mine/, whose visit the way in would know."""
    _mentor, member = a_pair(a_course())
    member = replace(member, visit="mine", visit_id=new_id())

    def who(visit: str) -> Member:
        if visit != "mine":
            raise VisitOver()
        return member

    monkeypatch.setitem(app.extensions, "tandem.who", who)
    return member


def signed(app: Flask, member: Member, **typed: Any) -> dict[str, Any]:
    """A form as one of our own pages would send it."""
    return {"csrf": _signer().get_signature(str(member.visit_id)).decode(), "once": once(), **typed}


def goals() -> int:
    return db.session.scalar(select(func.count(Goal.id))) or 0


def test_a_form_of_ours_goes_through(app: Flask, client: FlaskClient, mentee: Member) -> None:
    answer = client.post("/v/mine/goals/new", data=signed(app, mentee, **GOAL))
    assert answer.status_code == 303
    assert goals() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": OURS, "Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(
    app: Flask, client: FlaskClient, mentee: Member, headers: dict[str, str]
) -> None:
    answer = client.post("/v/mine/goals/new", data=signed(app, mentee, **GOAL), headers=headers)
    assert answer.status_code == 403
    assert goals() == 0


@pytest.mark.parametrize(
    "wrong", [{"csrf": ""}, {"csrf": "made-up"}, {"csrf": "ü"}, {"once": ""}, {"once": "x" * 65}]
)
def test_a_form_without_its_keys_changes_nothing(
    app: Flask, client: FlaskClient, mentee: Member, wrong: dict[str, str]
) -> None:
    answer = client.post("/v/mine/goals/new", data=signed(app, mentee, **GOAL) | wrong)
    assert answer.status_code == 403
    assert goals() == 0


def test_another_visits_token_is_not_ours(app: Flask, client: FlaskClient, mentee: Member) -> None:
    other = signed(app, replace(mentee, visit_id=new_id()), **GOAL)
    assert client.post("/v/mine/goals/new", data=other).status_code == 403


def test_a_token_signed_before_the_secret_changed_still_counts(
    app: Flask, client: FlaskClient, mentee: Member
) -> None:
    form = signed(app, mentee, **GOAL)
    was = app.config["TANDEM"]
    app.config["TANDEM"] = replace(was, secret_key="n" * 40, secret_key_fallbacks=(was.secret_key,))
    try:
        assert client.post("/v/mine/goals/new", data=form).status_code == 303
    finally:
        app.config["TANDEM"] = was


def test_a_form_sent_twice_makes_one_thing_and_leads_to_the_same_page(
    app: Flask, client: FlaskClient, mentee: Member
) -> None:
    form = signed(app, mentee, **GOAL)
    first, second = (client.post("/v/mine/goals/new", data=form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert goals() == 1
    assert "mine" not in db.session.scalars(select(SentForm.led_to)).one()


def test_a_form_that_was_handed_back_may_come_again(app: Flask, client: FlaskClient, mentee: Member) -> None:
    form = signed(app, mentee, **GOAL)
    assert client.post("/v/mine/goals/new", data={**form, "milestone_due": "some day"}).status_code == 422
    assert db.session.scalar(select(func.count(SentForm.id))) == 0
    assert client.post("/v/mine/goals/new", data=form).status_code == 303


def test_what_was_typed_comes_back_when_the_visit_is_over(
    app: Flask, client: FlaskClient, mentee: Member
) -> None:
    answer = client.post("/v/ended/goals/new", data=signed(app, mentee, **GOAL))
    assert answer.status_code == 401
    assert GOAL["problem"] in answer.text
    assert "made-up" not in answer.text
    assert 'type="password"' not in answer.text


def test_what_was_typed_comes_back_when_a_form_is_not_ours(
    app: Flask, client: FlaskClient, mentee: Member
) -> None:
    html = signed(app, mentee, problem="<p>They go <b>quiet</b></p>", problem_format="html") | {"csrf": ""}
    answer = client.post("/v/mine/goals/new", data=html)
    assert "They go quiet" in answer.text


def test_two_edits_of_one_thing_lose_neither_text(app: Flask, client: FlaskClient, mentee: Member) -> None:
    about = {"zone": "Africa/Lagos", "theme": "light", "version": "1"}
    assert client.post("/v/mine/me", data=signed(app, mentee, shown_name="Ana", **about)).status_code == 303
    answer = client.post("/v/mine/me", data=signed(app, mentee, shown_name="Anna", **about))
    assert answer.status_code == 409
    assert "Ana" in answer.text
    assert 'value="Anna"' in answer.text
    assert 'name="version" value="2"' in answer.text
    assert db.session.get_one(Person, mentee.person_id).shown_name == "Ana"


def test_a_get_changes_nothing_but_that_they_were_here(
    app: Flask, client: FlaskClient, mentee: Member
) -> None:
    assert client.get("/v/mine/me").status_code == 200
    assert client.get("/v/mine/me").headers["Cache-Control"] == "no-store"


def test_a_crash_is_a_page_with_a_reference(
    app: Flask, client: FlaskClient, mentee: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugin.home.views.own_person", lambda _viewer: SimpleNamespace().nothing)
    answer = client.get("/v/mine/me")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert re.search(r"[2-9A-Z]{3}-[2-9A-Z]{4}", answer.text)


def test_too_large_a_form_is_refused_with_words(app: Flask, client: FlaskClient, mentee: Member) -> None:
    answer = client.post("/v/mine/goals/new", data=signed(app, mentee, **GOAL | {"problem": "x" * 1_100_000}))
    assert answer.status_code == 413
    assert "more than fits" in answer.text


def test_too_long_a_text_stays_in_its_field(app: Flask, client: FlaskClient, mentee: Member) -> None:
    answer = client.post(
        "/v/mine/goals/new", data=signed(app, mentee, **GOAL | {"problem": "word " * 30_000})
    )
    assert answer.status_code == 422
    assert answer.text.count("word word word") >= 1
    assert goals() == 0
