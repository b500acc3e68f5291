"""Visits: which browser they belong to, how long they last, and how several live side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from plugin import clock
from plugin.lti import cookies, registry, visits
from plugin.lti.models import Platform, Visit
from plugin.people.models import Person
from tests.lti.ways import Browser, visit_in


def status(client: FlaskClient, visit: str) -> int:
    """What the visit's own page about me answers."""
    return client.get(f"/v/{visit}/me").status_code


def key_of(browser: Browser) -> str:
    """The key that the browser holds."""
    held = browser.client.get_cookie(cookies.BROWSER)
    assert held
    return held.value


def later(**much: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(**much), tick=False)


def test_a_visit_opens_in_the_browser_that_launched_and_in_no_other(browser: Browser, app: Flask):
    visit = visit_in(browser.launch())

    assert status(browser.client, visit) == 200
    assert status(app.test_client(), visit) == 401


def test_a_visit_does_not_open_in_another_browser_with_a_visit_of_its_own(browser: Browser, app: Flask):
    another = Browser(app.test_client(), browser.lms)
    mine, theirs = visit_in(browser.launch()), visit_in(another.launch(sub="somebody-else"))

    assert status(another.client, mine) == 401
    assert status(browser.client, theirs) == 401
    assert (status(browser.client, mine), status(another.client, theirs)) == (200, 200)


def test_two_people_and_two_courses_live_side_by_side_in_one_browser(browser: Browser, session):
    places = [("learner-1", "course-1"), ("learner-2", "course-1"), ("learner-1", "course-2")]
    opened = [
        visit_in(browser.launch(sub=sub, name=f"Person {sub}", context={"id": course, "title": course}))
        for sub, course in places
    ]

    for visit, (sub, _course) in zip(opened, places, strict=True):
        page = browser.client.get(f"/v/{visit}/me")
        assert f"Person {sub}" in page.text
    assert len(set(session.scalars(select(Visit.context_id)))) == 2
    assert len(session.scalars(select(Person)).all()) == 2


def test_the_visit_is_nowhere_in_clear(browser: Browser, session):
    visit = visit_in(browser.launch())

    row = session.scalars(select(Visit)).one()
    assert row.token_hash == cookies.digest(visit)
    assert row.browser_hash == cookies.digest(key_of(browser))


def test_a_later_launch_keeps_the_browsers_key(browser: Browser):
    first = visit_in(browser.launch())
    key = key_of(browser)
    second = visit_in(browser.launch())

    assert key_of(browser) == key
    assert (status(browser.client, first), status(browser.client, second)) == (200, 200)


def test_a_key_that_is_none_of_ours_is_replaced(browser: Browser):
    browser.client.set_cookie(cookies.BROWSER, "chosen-by-somebody")

    visit = visit_in(browser.launch())

    assert len(key_of(browser)) == 43
    assert status(browser.client, visit) == 200


def two_frames_at_once(browser: Browser) -> tuple[str, str]:
    """Two launches that both began before either had set the browser's key: the later key overwrites the earlier."""
    one, other = browser.begin(), browser.begin()
    first = visit_in(browser.answer(one))
    browser.client.delete_cookie(cookies.BROWSER)
    return first, visit_in(browser.answer(other))


def test_two_frames_that_race_for_the_browsers_key_both_open(browser: Browser):
    first, second = two_frames_at_once(browser)

    assert (status(browser.client, first), status(browser.client, second)) == (200, 200)


def test_the_visit_that_lost_the_race_is_tied_to_the_key_that_won(browser: Browser, session):
    first, _second = two_frames_at_once(browser)
    status(browser.client, first)

    won = cookies.digest(key_of(browser))
    row = session.scalars(select(Visit).where(Visit.token_hash == cookies.digest(first))).one()
    assert (row.browser_hash, row.login_hash) == (won, None)
    with later(minutes=11):
        assert status(browser.client, first) == 200


def test_a_visit_that_nobody_opened_within_the_race_is_over(browser: Browser):
    first, _second = two_frames_at_once(browser)

    with later(minutes=11):
        assert status(browser.client, first) == 401


def test_the_cookie_of_another_login_proves_nothing(browser: Browser, app: Flask):
    visit = visit_in(browser.launch())
    another = Browser(app.test_client(), browser.lms)
    another.begin()

    assert status(another.client, visit) == 401


def test_a_visit_ends_two_hours_after_the_last_click(browser: Browser):
    visit = visit_in(browser.launch())

    with later(minutes=119):
        assert status(browser.client, visit) == 200
    with later(minutes=119 + 119):
        assert status(browser.client, visit) == 200
    with later(minutes=119 + 119 + 121):
        assert status(browser.client, visit) == 401


def test_a_visit_ends_after_twelve_hours_whatever_happens(browser: Browser):
    visit = visit_in(browser.launch())

    for hours in range(1, 12):
        with later(hours=hours):
            assert status(browser.client, visit) == 200
    with later(hours=12, seconds=1):
        assert status(browser.client, visit) == 401


def test_being_here_is_noted_once_a_minute(browser: Browser, session):
    visit = visit_in(browser.launch())
    began = session.scalars(select(Visit.seen_at)).one()

    with later(seconds=50):
        status(browser.client, visit)
    assert session.scalars(select(Visit.seen_at)).one() == began
    with later(seconds=70):
        status(browser.client, visit)
    assert session.scalars(select(Visit.seen_at)).one() > began + timedelta(minutes=1)


def test_a_visit_ends_when_its_platform_is_disabled(browser: Browser, platform: Platform):
    visit = visit_in(browser.launch())
    registry.disable(platform)

    assert status(browser.client, visit) == 401


def test_a_visit_can_be_ended(browser: Browser, session):
    visit = visit_in(browser.launch())
    visits.end(session.scalars(select(Visit.id)).one())

    assert status(browser.client, visit) == 401


@pytest.mark.parametrize("visit", ["x", "a" * 5000, "%00", "%F0%9F%92%A9", "é"])
def test_a_visit_that_never_was_is_over(browser: Browser, visit):
    assert browser.client.get(f"/v/{visit}/me").status_code == 401


def test_pages_may_stand_in_the_frames_of_the_platform_alone(browser: Browser):
    visit = visit_in(
        browser.launch(launch_presentation={"return_url": "https://school.lms.example:8443/x?sesskey=1"})
    )

    said = browser.client.get(f"/v/{visit}/me").headers["Content-Security-Policy"]

    assert "frame-ancestors https://lms.example https://school.lms.example:8443" in said


def test_the_page_of_an_ended_visit_stands_in_the_same_frame_and_asks_for_no_password(browser: Browser):
    visit = visit_in(browser.launch())
    with later(hours=3):
        answer = browser.client.get(f"/v/{visit}/me")

    assert "frame-ancestors https://lms.example" in answer.headers["Content-Security-Policy"]
    assert "learning site" in answer.text
    assert 'type="password"' not in answer.text
