"""Tokens of the demonstration LMS: who gets one, for what, and what they open."""

import time
from datetime import timedelta

import pytest

from demo.lms.keys import Key
from demo.lms.vocabulary import LINE_ITEM, LINE_ITEM_READ, MEMBERS_TYPE, MEMBERSHIPS, RESULTS, SCORES

ISSUER = "http://localhost:8001"


def members(site, token):
    return site.call(f"{site.here}/bindings/1/memberships", MEMBERSHIPS, MEMBERS_TYPE, token=token)


def test_tool_that_proves_itself_gets_what_it_asks_for(site):
    answer = site.ask(MEMBERSHIPS, SCORES)
    assert answer.status_code == 200
    assert answer.json["token_type"] == "Bearer"
    assert answer.json["expires_in"] == 3600
    assert answer.json["scope"].split() == [MEMBERSHIPS, SCORES]
    assert answer.headers["Cache-Control"] == "no-store"
    assert members(site, answer.json["access_token"]).status_code == 200


def test_scope_that_is_not_allowed_is_left_out(site):
    assert site.ask(MEMBERSHIPS, "https://lms.example/scope/all").json["scope"] == MEMBERSHIPS
    assert site.ask("https://lms.example/scope/all").json["error"] == "invalid_scope"
    assert site.ask().json["error"] == "invalid_scope"


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "http://localhost:8001/lti/other"},
        {"aud": None},
        {"exp": int(time.time()) - 60},
        {"exp": None},
        {"jti": None},
        {"sub": "somebody-else"},
        {"sub": None},
        {"iss": "somebody-else"},
        {"iat": int(time.time()) + 7 * 24 * 3600},  # counted from the collection, which may lie long back
    ],
)
def test_assertion_that_does_not_hold_gets_nothing(site, wrong):
    answer = site.ask(MEMBERSHIPS, assertion=site.assertion(**wrong))
    assert answer.status_code == 400
    assert answer.json["error"] == "invalid_client"
    assert "access_token" not in answer.json


def test_assertion_of_a_stranger_gets_nothing(site):
    good, site.key = site.key, Key.made()
    assert site.ask(MEMBERSHIPS).json["error"] == "invalid_client"
    site.published = [good, site.key]
    assert site.ask(MEMBERSHIPS).status_code == 200


@pytest.mark.parametrize("said", ["", "x", "a.b.c", "e30.e30."])
def test_what_is_no_token_gets_nothing(site, said):
    assert site.ask(MEMBERSHIPS, client_assertion=said).json["error"] == "invalid_client"


def test_assertion_works_once(site):
    assertion = site.assertion()
    assert site.ask(MEMBERSHIPS, assertion=assertion).status_code == 200
    assert site.ask(MEMBERSHIPS, assertion=assertion).json["error"] == "invalid_client"


def test_only_client_credentials_by_an_assertion(site):
    assert site.ask(MEMBERSHIPS, grant_type="password").json["error"] == "unsupported_grant_type"
    assert site.ask(MEMBERSHIPS, client_assertion_type="secret").json["error"] == "invalid_request"


def test_service_needs_a_living_token(site):
    assert members(site, "made-up").status_code == 401
    assert site.client.get("/lti/services/courses/first-team/bindings/1/memberships").status_code == 401
    token = site.token(MEMBERSHIPS)
    (held,) = site.world.issued.bearers.values()
    site.world.issued.bearers[token] = type(held)(held.client_id, held.scopes, held.ends - timedelta(hours=1))
    assert members(site, token).status_code == 401


def test_token_for_another_service_is_not_enough(site):
    assert members(site, site.token(LINE_ITEM, LINE_ITEM_READ, RESULTS, SCORES)).status_code == 403


def test_token_of_another_registration_is_not_enough(site):
    site.another()
    token = site.token(MEMBERSHIPS, client_id="another-client")
    assert members(site, token).status_code == 403
    theirs = site.call(f"{site.here}/bindings/2/memberships", MEMBERSHIPS, MEMBERS_TYPE, token=token)
    assert theirs.status_code == 200


def test_token_of_a_tool_that_was_taken_away_opens_nothing(site):
    token = site.token(MEMBERSHIPS)
    site.sign_in("wanjiru").post(
        "/as/wanjiru/office/tools/remove", data={"client_id": "tandem-demonstration"}, base_url=ISSUER
    )
    assert members(site, token).status_code == 403
    assert site.ask(MEMBERSHIPS).json["error"] == "invalid_client"
