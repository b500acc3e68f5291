"""The first step: the LMS announces somebody, and we send their browser back to it."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from plugin import clock
from plugin.lti import registry
from plugin.lti.jobs import sweep
from plugin.lti.models import Login, Platform
from plugin.lti.origins import origin_of
from tests.fakes.platform import FakePlatform
from tests.lti.ways import Browser, refused_as, registered


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_login_goes_on_to_the_platform_with_all_that_it_asks_for(browser: Browser, method):
    answer = browser.login(method)

    where = urlsplit(answer.location)
    said = {name: value[0] for name, value in parse_qs(where.query).items()}
    assert f"{where.scheme}://{where.netloc}{where.path}" == browser.lms.auth_login_url
    assert len(said.pop("state")) > 40
    assert len(said.pop("nonce")) > 40
    assert said == {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": browser.lms.client_id,
        "redirect_uri": "http://localhost/lti/launch",
        "login_hint": "7",
        "lti_message_hint": "link 1",
    }


@pytest.mark.parametrize("left_out", ["iss", "login_hint", "target_link_uri"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_login_without_its_parts_is_refused(browser: Browser, left_out, method):
    answer = browser.login(method, **{left_out: None})

    assert refused_as(answer, "login-incomplete")
    assert f"&#39;{left_out}&#39;" in answer.text


@pytest.mark.parametrize(
    "said",
    [{"iss": "https://unknown.example"}, {"client_id": "unknown"}, {"iss": "a\x00"}, {"client_id": "a\x00"}],
)
def test_an_unknown_platform_is_refused(browser: Browser, said):
    assert refused_as(browser.login(**said), "unknown-platform")


def test_without_a_client_id_the_issuer_must_have_one_registration(browser: Browser, key):
    assert browser.login(client_id=None).status_code == 303

    registered(FakePlatform(client_id="another", key=key))

    assert refused_as(browser.login(client_id=None), "several-platforms")
    assert browser.login().status_code == 303


def test_a_disabled_platform_is_refused_and_comes_back(browser: Browser, platform: Platform):
    registry.disable(platform)
    assert refused_as(browser.login(), "platform-disabled")

    registry.enable(platform)
    assert browser.login().status_code == 303


def test_a_platform_disabled_between_login_and_launch_is_refused(browser: Browser, platform: Platform):
    begun = browser.begin()
    registry.disable(platform)

    assert refused_as(browser.answer(begun), "platform-disabled")


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "http://localhost.evil.example/",
        "http://localhost@evil.example/",
        "http://localhost:81/",
        "https://localhost/",
        "http://evil.example\\.localhost/",
        "http:\\\\localhost/",
        "//localhost/",
        "localhost",
        "javascript:alert(1)",
        "http://[::1",
        "http://localhost:99999999/",
        "http://loc alhost/",
        "http://\x00localhost/",
        "http://" + "a" * 70 + ".example/",
    ],
)
def test_a_foreign_target_is_refused(browser: Browser, target):
    assert refused_as(browser.login(target_link_uri=target), "foreign-target")


@pytest.mark.parametrize(
    "target", ["http://localhost/lti/launch", "http://LOCALHOST:80/", "http://localhost?a=b"]
)
def test_a_target_of_ours_is_taken_however_it_is_spelt(browser: Browser, target):
    assert browser.login(target_link_uri=target).status_code == 303


@pytest.mark.parametrize(
    "address", ["https://a;script-src.example/", "https://a,b/", "https://a'b/", 7, None, ""]
)
def test_what_could_break_a_header_has_no_origin(address):
    assert origin_of(address) == ""


def test_the_login_cookie_lives_as_long_as_the_login(browser: Browser):
    (line,) = browser.login().headers.getlist("Set-Cookie")

    assert line.startswith("__Host-tandem-login-")
    assert "Max-Age=600" in line


def test_a_storage_target_is_carried_where_it_is_a_name(browser: Browser, session):
    for target in ("post_message_frame", "x" * 300, "a\x00"):
        browser.begin(lti_storage_target=target)

    kept = session.scalars(select(Login.storage_target).order_by(Login.id)).all()
    assert kept == ["post_message_frame", None, None]


def test_logins_that_nobody_finished_are_swept(browser: Browser, session):
    browser.begin()
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        browser.begin()

    assert len(session.scalars(select(Login)).all()) == 1


def test_the_hourly_sweep_leaves_a_login_that_a_late_launch_may_answer(browser: Browser):
    begun = browser.begin()
    with time_machine.travel(clock.now() + timedelta(minutes=40), tick=False):
        sweep(clock.now())

        assert refused_as(browser.answer(begun), "login-over")


def test_a_refusal_stands_in_the_frame_of_the_platform_and_of_nobody_else(browser: Browser):
    known = browser.login(target_link_uri="https://evil.example/")
    unknown = browser.login(iss="https://unknown.example")

    assert "frame-ancestors https://lms.example" in known.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in unknown.headers["Content-Security-Policy"]


def test_the_reference_on_the_page_stands_in_the_log(client: FlaskClient):
    with capture_logs(processors=[merge_contextvars]) as said:
        page = client.post("/lti/launch").text

    (reference,) = re.findall(r"\b[2-9A-Z]{3}-[2-9A-Z]{4}\b", page)
    (line,) = said
    assert (line["event"], line["reference"]) == ("way in refused", reference)


def test_a_refusal_says_from_where_once_the_platform_is_known(browser: Browser):
    assert '>From</dt><dd dir="auto">https://lms.example<' in browser.launch(roles=None).text
    assert ">From</dt>" not in browser.login(iss="https://unknown.example").text


def test_a_refusal_logs_nothing_private(browser: Browser):
    with capture_logs() as said:
        browser.launch(roles=None)

    assert [line["code"] for line in said] == ["incomplete"]
    for private in ("fatima", "Benali", "learner-1", "courses/course-1"):
        assert private not in str(said)
