"""The demonstration's LTI endpoints: what a good login gets, and what a wrong one is refused."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from demo.lms.app import create_lms
from demo.lms.claims import LTI
from tests.demo.launching import ISSUER, LAUNCH, TOOL, asked, auth, launched, login_fields, posted

# What a real Moodle 5.1 claimed in a frame launch, without its services and its own extensions.
MOODLE_SENT = {
    *("iss", "aud", "sub", "iat", "exp", "nonce", "name", "given_name", "family_name", "email"),
    *(
        LTI + name
        for name in ("message_type", "version", "deployment_id", "target_link_uri", "resource_link")
    ),
    *(LTI + name for name in ("context", "roles", "launch_presentation", "tool_platform", "lis", "custom")),
}


def test_login_names_all_that_a_tool_needs(browser, world):
    browser.post("/sign-in", data={"who": "fatima"}, base_url=ISSUER)
    action, fields = posted(browser.get("/lti/start/mentoring?as=fatima", base_url=ISSUER))
    assert action == f"{TOOL}/lti/login"
    assert fields.pop("lti_message_hint")
    assert fields == {
        "iss": ISSUER,
        "login_hint": world.account("fatima").person.sub,
        "target_link_uri": LAUNCH,
        "client_id": world.tool.client_id,
        "lti_deployment_id": world.tool.deployment_id,
        "lti_storage_target": "platform-storage",
    }


def test_token_says_what_a_real_platform_says(browser, world):
    claims = launched(browser, world, "fatima")
    assert claims.keys() >= MOODLE_SENT
    assert claims["nonce"] == "nonce-1"
    assert 0 < claims["exp"] - claims["iat"] <= 3600
    assert claims[LTI + "resource_link"]["id"] == "mentoring"
    assert claims[LTI + "context"]["title"] == "Leading your first team"
    assert claims[LTI + "roles"][0] == "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
    assert claims[LTI + "launch_presentation"]["document_target"] == "iframe"
    assert claims[LTI + "launch_presentation"]["return_url"].startswith(ISSUER)


def test_lead_launches_as_instructor_and_mentor_as_learner(browser, world):
    membership = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
    assert launched(browser, world, "helena")[LTI + "roles"][0] == membership + "Instructor"
    assert launched(browser, world, "amara")[LTI + "roles"][0] == membership + "Learner"


def test_new_tab_is_told_as_a_window(browser, world):
    claims = launched(browser, world, "kwame", **{"in": "window"})
    assert claims[LTI + "launch_presentation"]["document_target"] == "window"


def test_locale_travels_with_the_person(browser, world):
    assert launched(browser, world, "jonas")[LTI + "launch_presentation"]["locale"] == "de"


def test_shy_person_shares_neither_name_nor_email(browser, world):
    claims = launched(browser, world, "yuki")
    assert not claims.keys() & {"name", "given_name", "family_name", "email"}
    assert "Nakamura" not in str(claims)
    assert "yuki@" not in str(claims)


def test_skewed_platform_says_its_own_time(world):
    late = create_lms(replace(world, skew=timedelta(minutes=-10))).test_client()
    told = launched(late, world, "fatima")["iat"]
    assert 590 <= datetime.now(UTC).timestamp() - told <= 620


def test_key_set_holds_no_private_part(browser):
    (key,) = browser.get("/lti/jwks", base_url=ISSUER).json["keys"]
    assert set(key) == {"kty", "use", "alg", "kid", "n", "e"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "somebody-else"},
        {"client_id": None},
        {"redirect_uri": "https://elsewhere.example/lti/launch"},
        {"redirect_uri": LAUNCH + "/"},
        {"redirect_uri": LAUNCH + "?next=1"},
        {"redirect_uri": None},
    ],
)
def test_wrong_client_or_address_gets_no_answer_at_all(browser, wrong):
    answer = auth(browser, asked(login_fields(browser, "fatima"), **wrong))
    assert answer.status_code == 400
    assert b"id_token" not in answer.data
    assert b"<form" not in answer.data


@pytest.mark.parametrize(
    "wrong",
    [
        {"response_mode": "query"},
        {"response_mode": None},
        {"response_type": "code"},
        {"prompt": "login"},
        {"scope": "openid profile"},
        {"state": None},
        {"nonce": None},
        {"login_hint": None},
        {"lti_message_hint": None},
    ],
)
def test_request_that_breaks_the_rules_is_posted_an_error(browser, wrong):
    action, fields = posted(auth(browser, asked(login_fields(browser, "fatima"), **wrong)))
    assert action == LAUNCH
    assert fields["error"] == "invalid_request"
    assert "id_token" not in fields


@pytest.mark.parametrize("wrong", [{"login_hint": "nw-1012"}, {"lti_message_hint": "made-up"}])
def test_hint_of_somebody_else_is_login_required(browser, wrong):
    _, fields = posted(auth(browser, asked(login_fields(browser, "fatima"), **wrong)))
    assert fields["error"] == "login_required"
    assert fields["state"] == "state-1"
    assert "id_token" not in fields


def test_another_browser_may_not_finish_a_login(browser, lms):
    request = asked(login_fields(browser, "fatima"))
    _, fields = posted(auth(lms.test_client(), request))
    assert fields["error"] == "login_required"


def test_signed_out_person_is_login_required(browser):
    request = asked(login_fields(browser, "fatima"))
    browser.post("/as/fatima/sign-out", base_url=ISSUER)
    _, fields = posted(auth(browser, request))
    assert fields["error"] == "login_required"


def test_two_people_in_one_browser_launch_as_themselves(browser, world):
    first, second = login_fields(browser, "fatima"), login_fields(browser, "amara")
    for login, who in ((first, "fatima"), (second, "amara")):
        _, fields = posted(auth(browser, asked(login)))
        told = jwt.decode(fields["id_token"], options={"verify_signature": False})
        assert told["sub"] == world.account(who).person.sub


def test_request_may_be_posted(browser):
    request = asked(login_fields(browser, "fatima"))
    _, fields = posted(browser.post("/lti/auth", data=request, base_url=ISSUER))
    assert fields["id_token"]


def test_auto_posted_form_goes_on_without_scripts(browser):
    page = auth(browser, asked(login_fields(browser, "fatima")))
    text = page.get_data(as_text=True)
    assert re.search(r"<button[^>]*>Continue</button>\s*</form>", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son\w+=", text)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert page.headers["Cache-Control"] == "no-store"


def test_link_of_another_course_may_not_be_started(browser):
    browser.post("/sign-in", data={"who": "fatima"}, base_url=ISSUER)
    assert browser.get("/lti/start/care-mentoring?as=fatima", base_url=ISSUER).status_code == 404
    assert browser.get("/lti/start/no-such?as=fatima", base_url=ISSUER).status_code == 404
    assert browser.get("/lti/start/mentoring?as=kwame", base_url=ISSUER).status_code == 403
