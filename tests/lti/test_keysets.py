"""Platforms' keys: fetched when they are needed, kept, and not asked for in a storm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from demo.lms.keys import Key
from plugin import fetch
from plugin.database import db, transaction
from plugin.lti.models import KeySet
from tests.fakes.platform import FakePlatform
from tests.harness.house import built, closed
from tests.lti.ways import Browser, Network, refused_as, registered, visit_in

START = datetime(2026, 11, 22, 12)


@pytest.fixture(autouse=True)
def travel() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as coordinates:
        yield coordinates


def asked(browser: Browser, network: Network) -> int:
    return network.asked[browser.lms.key_set_url]


def test_keys_are_fetched_once_and_kept(browser: Browser, network: Network):
    for _ in range(3):
        visit_in(browser.launch())

    assert asked(browser, network) == 1


def test_an_unknown_key_is_looked_for_once_in_a_minute(browser: Browser, network: Network, travel):
    visit_in(browser.launch())
    travel.shift(61)

    for _ in range(5):
        assert refused_as(browser.launch(sign={"kid": "unknown"}), "unknown-key")
    assert asked(browser, network) == 2
    travel.shift(61)
    browser.launch(sign={"kid": "unknown"})
    assert asked(browser, network) == 3
    visit_in(browser.launch())


def test_a_rotated_key_opens_at_once(browser: Browser, network: Network, travel, other_key: Key):
    visit_in(browser.launch())
    travel.shift(61)
    network.says(browser.lms.key_set_url, {"keys": [browser.lms.key.public_jwk, other_key.public_jwk]})

    visit_in(browser.launch(sign={"key": other_key, "kid": other_key.kid}))
    visit_in(browser.launch())


def test_a_withdrawn_key_opens_nothing_after_an_hour(
    browser: Browser, network: Network, travel, other_key: Key
):
    visit_in(browser.launch())
    network.says(browser.lms.key_set_url, {"keys": [other_key.public_jwk]})
    travel.shift(3601)

    assert refused_as(browser.launch(), "unknown-key")


def test_while_the_platform_cannot_be_asked_its_keys_hold_for_a_day(
    browser: Browser, network: Network, travel
):
    visit_in(browser.launch())
    network.said.clear()

    travel.shift(timedelta(hours=23))
    visit_in(browser.launch())
    travel.shift(timedelta(hours=2))
    for _ in range(2):
        assert refused_as(browser.launch(), "keys-unreachable")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<html>Down for maintenance</html>", 200),
        (b"", 200),
        ({"keys": []}, 200),
        ({"keys": "none"}, 200),
        ({"keys": {"a": 1}}, 200),
        ([], 200),
        (None, 200),
        ({"error": "no"}, 500),
        (b"[" * 100_000, 200),
    ],
)
def test_an_error_is_not_kept_and_what_we_had_goes_on(
    browser: Browser, network: Network, travel, session, body, status
):
    visit_in(browser.launch())
    kept = session.scalars(select(KeySet)).one().keys
    network.says(browser.lms.key_set_url, body, status)
    travel.shift(3700)

    visit_in(browser.launch())
    assert asked(browser, network) == 2
    assert session.scalars(select(KeySet)).one().keys == kept


def test_an_error_reply_with_keys_in_it_is_no_key_set(browser: Browser, network: Network, session):
    network.says(browser.lms.key_set_url, browser.lms.jwks(), 404)

    assert refused_as(browser.launch(), "keys-unreachable")
    assert session.scalars(select(KeySet)).one().keys == []


def test_after_a_failure_we_ask_again_soon(browser: Browser, network: Network, travel):
    good = network.said.pop(browser.lms.key_set_url)
    for _ in range(3):
        assert refused_as(browser.launch(), "keys-unreachable")
    assert asked(browser, network) == 1

    network.said[browser.lms.key_set_url] = good
    travel.shift(11)
    visit_in(browser.launch())


ODD_KEYS: list[Any] = [
    None,
    "key",
    {},
    {"kty": "EC", "kid": "a"},
    {"kty": "RSA"},
    {"kty": "RSA", "kid": 7, "n": "AQAB", "e": "AQAB"},
    {"kty": "RSA", "kid": "\ud800", "n": "AQAB", "e": "AQAB"},
    {"kty": "RSA", "kid": "a", "n": 5, "e": []},
    {"kty": "RSA", "kid": "a", "n": "!!", "e": "AQAB"},
    {"kty": "RSA", "kid": "a", "n": "", "e": ""},
    {"kty": "RSA", "kid": "short", "n": "AQABAQABAQAB", "e": "AQAB"},
]


def test_odd_keys_beside_a_good_one_do_no_harm(browser: Browser, network: Network, session):
    good = browser.lms.key.public_jwk
    other_uses = [{**good, "use": "enc", "kid": "enc"}, {**good, "alg": "RS512", "kid": "rs512"}]
    network.says(browser.lms.key_set_url, {"keys": [*ODD_KEYS, *other_uses, good]})

    visit_in(browser.launch())

    assert [key["kid"] for key in session.scalars(select(KeySet)).one().keys] == [good["kid"]]


@pytest.mark.parametrize("odd", ODD_KEYS, ids=range(len(ODD_KEYS)))
def test_an_odd_key_alone_is_no_key_set(browser: Browser, network: Network, odd):
    network.says(browser.lms.key_set_url, {"keys": [odd]})

    assert refused_as(browser.launch(), "keys-unreachable")


def test_a_key_without_use_and_alg_signs(browser: Browser, network: Network):
    bare = {name: browser.lms.key.public_jwk[name] for name in ("kty", "kid", "n", "e")}
    network.says(browser.lms.key_set_url, {"keys": [bare]})

    visit_in(browser.launch())


def test_ten_first_launches_at_once_ask_once_and_all_get_in(real_app: Flask, key: Key, monkeypatch):
    lms, network = FakePlatform(key=key), Network()
    network.says(lms.key_set_url, lms.jwks())
    monkeypatch.setattr(fetch, "fetch", network.fetch)
    with real_app.app_context(), transaction():
        registered(lms)
    barrier = Barrier(10)

    def launch(number: int) -> int:
        browser = Browser(real_app.test_client(), lms)
        begun = browser.begin()
        barrier.wait()
        return browser.answer(begun, sub=f"person-{number}").status_code

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(launch, range(10))) == [303] * 10
    assert network.asked[lms.key_set_url] == 1


def test_nothing_is_fetched_inside_a_transaction(browser: Browser, network: Network, monkeypatch):
    """The played network looks at the session that the launch has, not at the test's."""
    seen: list[bool] = []

    def looking(url: str, **named: Any) -> Any:
        seen.append(db.session().in_transaction())
        return network.fetch(url, **named)

    monkeypatch.setattr(fetch, "fetch", looking)
    visit_in(browser.launch())

    assert seen == [False]


class Published(BaseHTTPRequestHandler):
    """A real listener on this machine, in an LMS's place."""

    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("allowed", "status"), [(True, 303), (False, 400)])
def test_keys_come_over_a_real_wire_where_the_installation_allows_its_host(
    databases, key: Key, allowed, status
):
    Published.body = json.dumps({"keys": [key.public_jwk]}).encode()
    app = built(database_url=databases.fresh(), allow_private_hosts=allowed)
    with ThreadingHTTPServer(("127.0.0.1", 0), Published) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        lms = FakePlatform(f"http://127.0.0.1:{server.server_port}", key=key)
        with app.app_context(), transaction():
            registered(lms)
        answer = Browser(app.test_client(), lms).launch()
        server.shutdown()

    assert answer.status_code == status
    assert (">keys-unreachable<" in answer.text) is not allowed
    closed(app)
