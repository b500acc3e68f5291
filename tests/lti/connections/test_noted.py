"""What is kept of how a learning site and we get on: when there is something new, and nothing that a stranger says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.lti.connections.actions import note_registration, note_reread, note_scopes
from plugin.lti.connections.models import Connection
from plugin.lti.connections.queries import Standing, standings
from plugin.lti.jobs import sweep
from plugin.lti.registration.drift import WISHED, drift_of
from plugin.lti.registration.offer import SCOPES
from tests.factories import a_platform
from tests.harness.statements import counted
from tests.lti.ways import Browser, Network, refused_as, visit_in


@pytest.fixture(autouse=True)
def travel() -> Iterator[Any]:
    with time_machine.travel(clock.now(), tick=False) as coordinates:
        yield coordinates


def noted(session) -> Any:
    session.expire_all()
    return session.scalars(select(Connection)).one()


def site() -> Standing:
    (only,) = standings()
    return only


def test_a_launch_tells_the_clock_and_the_key(browser: Browser, session):
    browser.lms.skew = timedelta(seconds=-12)
    visit_in(browser.launch())

    told = noted(session)
    assert told.kid == browser.lms.key.kid
    assert set(told.kids) == {told.kid}
    assert -14 <= told.apart <= -12
    assert (told.key_fetches, told.key_failures) == (1, 0)


def test_it_is_written_once_an_hour_while_nothing_changes(browser: Browser, session, travel):
    visit_in(browser.launch())
    first = noted(session).noted_at
    travel.shift(3500)
    visit_in(browser.launch())
    assert noted(session).noted_at == first
    begun = browser.begin()
    with counted() as said:
        visit_in(browser.answer(begun))
    assert not [one for one in said if "connection" in one and not one.startswith("SELECT")]

    travel.shift(200)
    visit_in(browser.launch())

    assert noted(session).noted_at > first


def test_a_clock_that_was_set_is_noted_at_once(browser: Browser, session):
    visit_in(browser.launch())
    browser.lms.skew = timedelta(seconds=25)
    visit_in(browser.launch())

    assert noted(session).apart > 20


def test_a_clock_too_far_ahead_is_known_though_nobody_comes_in(browser: Browser, session):
    browser.lms.skew = timedelta(seconds=90)

    assert refused_as(browser.launch(), "too-early")

    told = noted(session)
    assert told.apart > 80
    assert told.refusal["code"] == "too-early"
    assert "seconds ahead of our clock" in told.refusal["said"]


def test_who_is_turned_away_is_counted_once_a_minute_until_somebody_comes_in(
    browser: Browser, session, travel
):
    for _ in range(3):
        browser.launch(sign={"kid": "unknown"})
    assert noted(session).refusals == 1
    travel.shift(61)
    browser.launch(sign={"kid": "unknown"})
    assert noted(session).refusals == 2

    visit_in(browser.launch())

    assert (noted(session).refusals, noted(session).refusal) == (0, {})


def test_of_what_nobody_signed_no_word_is_kept(browser: Browser, session):
    assert refused_as(browser.login("GET", target_link_uri="https://lms.example/call-me"), "foreign-target")

    told = noted(session)
    assert set(told.refusal) == {"code", "reference"}
    assert told.refusal["code"] == "foreign-target"
    assert not site().refusal_is_signed


def test_two_reasons_in_turn_are_noted_once_a_minute_as_well(browser: Browser, session):
    for _ in range(3):
        browser.launch(sign={"kid": "unknown"})
        browser.login(target_link_uri="https://elsewhere.example")

    assert noted(session).refusals == 1


def test_what_is_signed_comes_in_at_once_and_stays_for_a_day(browser: Browser, session, travel):
    browser.login(target_link_uri="https://elsewhere.example")
    browser.launch(exp=1)
    travel.shift(timedelta(hours=23))
    browser.login(target_link_uri="https://elsewhere.example")

    told = noted(session)
    assert (told.refusal["code"], told.refusals, site().refusal_is_signed) == ("too-late", 1, True)
    assert "expired" in told.refusal["said"]

    travel.shift(timedelta(hours=2))
    browser.login(target_link_uri="https://elsewhere.example")

    assert (noted(session).refusal["code"], noted(session).refusals) == ("foreign-target", 1)


def test_what_a_person_puts_right_by_coming_again_is_no_fault_of_the_site(browser: Browser, session):
    begun = browser.begin()
    browser.send(begun.state, None, error="login_required")
    visit_in(browser.answer(begun))
    browser.answer(begun)

    assert noted(session).refusals == 0


def test_a_stranger_who_names_nobody_leaves_nothing(browser: Browser, session):
    browser.login(iss="https://nobody.example")
    browser.send("made up", "no token")

    assert session.scalars(select(Connection)).all() == []


def test_keys_that_cannot_be_read_are_told_with_the_reason(browser: Browser, network: Network, session):
    network.says(browser.lms.key_set_url, {"keys": []})
    browser.launch()

    assert noted(session).key_failures == 1
    assert "RS256" in noted(session).key_fault


def test_how_visits_keep_their_session_is_counted_also_when_they_are_forgotten(browser: Browser, session):
    visit_in(browser.launch())
    visit_in(browser.launch())
    assert site().ways == {"cookie": 2, "storage": 0, "window": 0}

    sweep(clock.now() + timedelta(days=3))
    visit_in(browser.launch())

    assert site().ways == {"cookie": 3, "storage": 0, "window": 0}


def test_visits_that_nobody_forgot_for_weeks_are_counted_all_the_same(browser: Browser, session, travel):
    visit_in(browser.launch())
    travel.shift(timedelta(days=20))
    browser.begin()

    sweep(clock.now())

    assert site().ways == {"cookie": 1, "storage": 0, "window": 0}


def test_what_a_token_is_given_for_is_granted_whatever_a_registration_said(session):
    """Some answer with no scopes and give tokens all the same."""
    platform = a_platform()
    note_registration(platform.id, wished=WISHED, asked=SCOPES, messages=None, scopes=[])
    assert drift_of(site()).lost == SCOPES

    note_scopes(platform.id, {SCOPES[0]: True, SCOPES[1]: False}, {"said": "", "reference": ""})

    assert site().granted == [SCOPES[0]]
    assert set(drift_of(site()).lost) == set(SCOPES[1:])


def test_what_is_read_of_a_registration_outweighs_a_token_of_yesterday(session):
    platform = a_platform()
    note_registration(platform.id, wished=WISHED, asked=SCOPES, messages=None, scopes=SCOPES)
    note_reread(platform.id, SCOPES[1:], None)

    note_scopes(platform.id, {SCOPES[0]: True}, {"said": "", "reference": ""})

    assert drift_of(site()).lost == SCOPES[:1]
