"""What goes wrong in PyLTI1p3 2.0.0 and must not go wrong here: one test for each defect that login and launch meet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import current_app
from pylti1p3.tool_config.abstract import ToolConfAbstract
from sqlalchemy import select
from werkzeug.test import TestResponse

from plugin import clock, fetch
from plugin.database import transaction
from plugin.lti import cookies, keysets
from plugin.lti.models import Login, Platform
from plugin.lti.registrations import Registrations
from plugin.lti.roles import role_of
from plugin.people.models import Person
from tests.fakes.platform import ABSENT, FakePlatform
from tests.harness.house import built, closed
from tests.lti.ways import Browser, Network, refused_as, registered, visit_in


def set_cookies(answer: TestResponse) -> dict[str, str]:
    """The cookies that an answer sets, by name."""
    lines = [line.partition(";")[0].partition("=") for line in answer.headers.getlist("Set-Cookie")]
    return {name: value for name, _, value in lines}


def test_session_py_41_a_nonce_is_used_up(browser: Browser):
    """There it stays in the session for a day: the same token opens as often as it is sent."""
    begun = browser.begin()
    token = browser.lms.sign(browser.lms.claims(nonce=begun.nonce))
    visit_in(browser.send(begun.state, token))

    assert refused_as(browser.send(begun.state, token), "login-used")


def test_message_launch_py_625_a_nonce_belongs_to_its_state(browser: Browser):
    """There any nonce goes with any state, so that the token of one login answers another."""
    one, other = browser.begin(), browser.begin()

    assert refused_as(browser.answer(one, nonce=other.nonce), "wrong-nonce")
    visit_in(browser.answer(one))
    visit_in(browser.answer(other))


def test_oidc_login_py_259_two_frames_on_one_page_do_not_meet(browser: Browser):
    """There one `session-id` cookie holds both: the later login breaks the earlier."""
    first, second = browser.begin(), browser.begin()

    assert len({*set_cookies(first.answer), *set_cookies(second.answer)}) == 2
    assert visit_in(browser.answer(second)) != visit_in(browser.answer(first))


def test_oidc_login_py_the_state_is_not_in_the_cookie(browser: Browser):
    """There the cookie's value is the state, which also stands in addresses and logs: it would prove nothing."""
    begun = browser.begin()

    ((name, value),) = set_cookies(begun.answer).items()
    assert begun.state not in (name, value)


@pytest.mark.parametrize("ahead", [3, 25, -25])
def test_message_launch_py_708_clocks_may_differ_a_little(browser: Browser, ahead):
    """There a platform whose clock is three seconds ahead cannot launch."""
    now = int(clock.now().timestamp())

    visit_in(browser.launch(iat=now + ahead, exp=now + ahead + 26))


@pytest.mark.parametrize("name", ["exp", "iat"])
def test_message_launch_py_708_a_token_has_a_beginning_and_an_end(browser: Browser, name):
    """There a token without them is good for ever."""
    absent: dict[str, Any] = {name: ABSENT}

    assert refused_as(browser.launch(**absent), "incomplete")


def test_message_launch_py_708_a_sub_may_be_a_number(browser: Browser, session):
    """There PyJWT 2.10 and later refuses it, and some platforms do number their people."""
    visit_in(browser.launch(sub=4))

    assert session.scalars(select(Person.sub)).all() == ["4"]


def test_message_launch_py_271_azp_decides_where_aud_is_a_list(browser: Browser):
    """There the first of the list counts, whoever the token was made for."""
    ours = browser.lms.client_id

    assert refused_as(browser.launch(aud=[ours, "another"], azp="another"), "wrong-audience")
    visit_in(browser.launch(aud=["another", ours], azp=ours))


def test_message_launch_py_557_an_error_page_is_no_key_set(browser: Browser, network: Network):
    """There whatever the address answers is taken for keys, and kept."""
    network.says(browser.lms.key_set_url, browser.lms.jwks(), status=503)

    assert refused_as(browser.launch(), "keys-unreachable")


def test_message_launch_py_557_a_new_key_is_found(browser: Browser, network: Network, other_key):
    """There a rotated key locks everybody out until the cache ends."""
    visit_in(browser.launch())
    network.says(browser.lms.key_set_url, {"keys": [other_key.public_jwk]})

    with time_machine.travel(_later(61), tick=False):
        visit_in(browser.launch(sign={"key": other_key, "kid": other_key.kid}))


def test_message_launch_py_557_fetching_keys_ends_in_time(platform: Platform, monkeypatch):
    """There nothing limits how long a platform may take to answer."""
    told: list[float] = []

    def asked(_url: str, *, deadline: float, **_named: object) -> object:
        told.append(deadline)
        raise fetch.Unreachable("Too slow.")

    monkeypatch.setattr(fetch, "fetch", asked)
    lms = FakePlatform(platform.issuer, platform.client_id, key=FakePlatform().key)
    assert refused_as(Browser(current_app.test_client(), lms).launch(), "keys-unreachable")
    assert told == [keysets.DEADLINE]
    assert keysets.DEADLINE <= 10


def test_oidc_login_py_137_an_auth_address_keeps_its_query(client, app, network: Network, key):
    """There a second '?' is put behind the first."""
    lms = FakePlatform("https://query.example", key=key)
    lms.auth_login_url = "https://query.example/auth?tenant=a%20b&x="
    registered(lms)

    asked = urlsplit(Browser(client, lms).begin().answer.location)

    assert "?" not in asked.query
    said = parse_qs(asked.query, keep_blank_values=True)
    assert (said["tenant"], said["x"], said["client_id"]) == (["a b"], [""], [lms.client_id])


def test_message_validators_a_launch_without_a_name_is_a_launch(browser: Browser):
    nameless: dict[str, Any] = dict.fromkeys(("name", "given_name", "family_name", "email"), ABSENT)

    visit_in(browser.launch(**nameless))


def test_message_validators_a_null_resource_link_is_a_refusal_and_no_crash(browser: Browser):
    assert refused_as(browser.launch(resource_link=None), "incomplete")


def test_message_validators_a_target_link_uri_is_needed(browser: Browser):
    assert refused_as(browser.launch(target_link_uri=ABSENT), "incomplete")


def test_message_validators_roles_are_a_list(browser: Browser):
    """There a text counts as a list, letter by letter."""
    assert refused_as(browser.launch(roles="Instructor"), "incomplete")


def test_roles_py_76_an_institution_role_gives_nothing_in_a_course():
    """There whoever teaches anywhere is staff everywhere."""
    person = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#"

    assert role_of([person + "Instructor", person + "Administrator", person + "Faculty"], {}) == "member"


def test_roles_py_76_sub_roles_and_urns_are_understood():
    assert role_of(["http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#Lecturer"], {}) == "lead"
    assert role_of(["urn:lti:role:ims/lis/Instructor"], {}) == "lead"
    assert role_of(["http://purl.imsglobal.org/vocab/lis/v2/membership/Mentor#Mentor"], {}) == "member"


def test_tool_config_abstract_py_19_configurations_share_nothing():
    """There a dictionary of the class says which issuers have one client, for every configuration at once."""
    ToolConfAbstract.issuers_relation_types["https://lms.example"] = "one-issuer-one-client-id"
    try:
        assert not Registrations().check_iss_has_one_client("https://lms.example")
        assert Registrations().check_iss_has_many_clients("https://lms.example")
    finally:
        ToolConfAbstract.issuers_relation_types.clear()


def test_contrib_flask_cookie_py_cookies_stay_secure_behind_a_tls_proxy(databases, key, monkeypatch):
    """There Secure and SameSite vanish where the last hop speaks http, and no browser sends the cookie in a frame."""
    app = built(database_url=databases.fresh(), base_url="https://tandem.example", proxies=1)
    lms = FakePlatform(key=key, tool="https://tandem.example")
    network = Network()
    network.says(lms.key_set_url, lms.jwks())
    monkeypatch.setattr(fetch, "fetch", network.fetch)
    with app.app_context(), transaction():
        registered(lms)
    client = app.test_client()
    client.environ_base.update(
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_HOST="tandem.example",
        HTTP_X_FORWARDED_FOR="192.0.2.1",
    )
    client.environ_base["HTTP_HOST"] = "10.0.0.7:8000"
    for answer in (Browser(client, lms).login(), Browser(client, lms).login("GET")):
        (line,) = answer.headers.getlist("Set-Cookie")
        assert all(
            said in line
            for said in ("__Host-", "Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/")
        )
        (uri,) = parse_qs(urlsplit(answer.location).query)["redirect_uri"]
        assert uri == "https://tandem.example/lti/launch"
    closed(app)


@pytest.mark.parametrize("error", ["login_required", "interaction_required"])
def test_launch_a_platform_that_says_login_required_gets_a_page_about_that(browser: Browser, error):
    """There it is reported as 'Missing id_token'."""
    answer = browser.send(browser.begin().state, None, error=error, error_description="x")

    assert refused_as(answer, "login-required")
    assert "sign in" in answer.text


def test_launch_another_error_of_the_platform_is_told_to_the_administrator(browser: Browser):
    answer = browser.send(browser.begin().state, None, error="invalid_request<b>")

    assert refused_as(answer, "platform-error")
    assert "invalid_request&lt;b&gt;" in answer.text


def test_one_row_holds_state_nonce_and_browser_and_no_secret_in_clear(browser: Browser, session):
    begun = browser.begin()

    row = session.scalars(select(Login)).one()
    (secret,) = set_cookies(begun.answer).values()
    assert (row.state_hash, row.browser_hash) == (cookies.digest(begun.state), cookies.digest(secret))
    assert (len(row.state_hash), len(row.browser_hash)) == (32, 32)
    assert (row.nonce, row.used_at) == (begun.nonce, None)


def _later(seconds: int) -> datetime:
    return clock.now() + timedelta(seconds=seconds)
