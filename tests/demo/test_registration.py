"""Dynamic registration with the demonstration LMS, and the pages of whoever runs it."""

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from demo.lms.registration import opened_with
from demo.lms.tools import MESSAGES, SCOPES
from demo.lms.vocabulary import MEMBERSHIPS, PLATFORM_CONFIGURATION, SCORES, TOOL_CONFIGURATION

ISSUER = "http://localhost:8001"
OFFICE = "/as/wanjiru/office"
NEW = "http://127.0.0.1:9001"
MOODLE = Path(__file__).parents[1] / "fixtures" / "moodle-5.1" / "openid-configuration.json"


def described(**changes):
    settings = {
        "domain": "127.0.0.1:9001",
        "target_link_uri": f"{NEW}/launch",
        "custom_parameters": {"hist": "$Context.id.history"},
        "claims": ["iss", "sub", "name"],
        "messages": [{"type": "LtiResourceLinkRequest"}],
    }
    good = {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["client_credentials", "implicit"],
        "initiate_login_uri": f"{NEW}/login",
        "redirect_uris": [f"{NEW}/launch"],
        "jwks_uri": f"{NEW}/jwks",
        "client_name": "Another tool",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": f"{MEMBERSHIPS} {SCORES} https://elsewhere.example/scope",
        TOOL_CONFIGURATION: {**settings, **changes.pop("settings", {})},
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


@pytest.fixture
def token(site):
    address = opened_with(site.world, f"{NEW}/register")
    return parse_qs(urlsplit(address).query)["registration_token"][0]


def register(site, token, said=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return site.client.post("/lti/registrations", json=said or described(), headers=headers, base_url=ISSUER)


def test_configuration_says_what_a_real_platform_says(site):
    said = site.client.get("/.well-known/openid-configuration", base_url=ISSUER).json
    real = json.loads(MOODLE.read_text())
    assert real.keys() <= said.keys()
    assert said["issuer"] == ISSUER
    assert all(said[name].startswith(ISSUER) for name in said if name.endswith(("_endpoint", "_uri")))
    kinds = [message["type"] for message in said[PLATFORM_CONFIGURATION]["messages_supported"]]
    assert kinds == list(MESSAGES)
    assert set(SCOPES) < set(said["scopes_supported"])


def test_tool_is_added_as_it_describes_itself(site, token):
    answer = register(site, token)
    assert answer.status_code == 201
    tool = site.world.tool_called(answer.json["client_id"])
    assert tool.name == "Another tool"
    assert tool.origin == NEW
    assert tool.scopes == (MEMBERSHIPS, SCORES)
    assert tool.custom == {"hist": "$Context.id.history"}
    assert tool.picks_at == ""
    assert answer.json["scope"].split() == [MEMBERSHIPS, SCORES]
    assert answer.json[TOOL_CONFIGURATION]["deployment_id"] == tool.deployment_id


def test_deployment_may_be_left_for_the_first_launch(site, token):
    site.world.faults.no_deployment = True
    assert "deployment_id" not in register(site, token).json[TOOL_CONFIGURATION]


def test_tool_that_can_be_picked_from_says_where(site, token):
    messages = [{"type": "LtiDeepLinkingRequest", "target_link_uri": f"{NEW}/pick"}]
    client_id = register(site, token, described(settings={"messages": messages})).json["client_id"]
    assert site.world.tool_called(client_id).picks_at == f"{NEW}/pick"


def test_token_works_once_and_not_for_ever(site, token):
    assert register(site, None).status_code == 401
    assert register(site, "made-up").status_code == 401
    assert register(site, token).status_code == 201
    assert register(site, token).status_code == 401
    site.world.issued.invitations["late"] = site.world.now - timedelta(seconds=1)
    assert register(site, "late").status_code == 401
    assert len(site.world.memory.tools) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"application_type": "native"},
        {"response_types": ["code"]},
        {"grant_types": None},
        {"token_endpoint_auth_method": "client_secret_basic"},
        {"initiate_login_uri": "https://elsewhere.example/login"},
        {"initiate_login_uri": None},
        {"redirect_uris": []},
        {"redirect_uris": ["javascript:alert(1)"]},
        {"jwks_uri": "https://elsewhere.example/jwks"},
        {"settings": {"domain": "elsewhere.example"}},
        {"settings": {"target_link_uri": None}},
        {TOOL_CONFIGURATION: None},
    ],
)
def test_tool_that_does_not_fit_is_refused_and_may_try_again(site, token, wrong):
    answer = register(site, token, described(**wrong))
    assert answer.status_code == 400
    assert answer.json["error"] == "invalid_client_metadata"
    assert len(site.world.memory.tools) == 1
    assert register(site, token).status_code == 201


def test_body_that_is_no_object_is_refused(site, token):
    answer = site.client.post(
        "/lti/registrations", data="[]", headers={"Authorization": f"Bearer {token}"}, base_url=ISSUER
    )
    assert answer.status_code == 400


def test_administrator_opens_the_invitation_in_a_frame(site):
    page = site.sign_in("wanjiru").post(
        f"{OFFICE}/tools", data={"invitation": f"{NEW}/lti/register/abc?x=1"}, base_url=ISSUER
    )
    (address,) = re.findall(r'<iframe[^>]*src="([^"]*)"', page.text)
    opened = urlsplit(unescape(address))
    asked = parse_qs(opened.query)
    assert (opened.netloc, opened.path) == ("127.0.0.1:9001", "/lti/register/abc")
    assert asked["x"] == ["1"]
    assert asked["openid_configuration"] == [f"{ISSUER}/.well-known/openid-configuration"]
    assert register(site, asked["registration_token"][0]).status_code == 201
    assert f"frame-src 'self' http://127.0.0.1:8000 {NEW};" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("pasted", ["", "javascript:alert(1)", "just words", "file:///etc/passwd"])
def test_what_is_no_address_is_given_back(site, pasted):
    answer = site.sign_in("wanjiru").post(f"{OFFICE}/tools", data={"invitation": pasted}, base_url=ISSUER)
    assert answer.status_code == 422
    assert "<iframe" not in answer.text
    assert not site.world.issued.invitations


@pytest.mark.parametrize("page", ["tools", "faults"])
def test_office_is_for_administrators(site, page):
    assert site.sign_in("helena").get(f"/as/helena/office/{page}", base_url=ISSUER).status_code == 404
    assert site.client.get(f"{OFFICE}/{page}", base_url=ISSUER).status_code == 403
    assert site.sign_in("wanjiru").get(f"{OFFICE}/{page}", base_url=ISSUER).status_code == 200


def test_forms_of_another_site_change_nothing(site):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = site.sign_in("wanjiru").post(
        f"{OFFICE}/faults", data={"down": "1"}, headers=foreign, base_url=ISSUER
    )
    assert answer.status_code == 403
    assert not site.world.faults.down


def test_faults_are_switched_on_and_off(site):
    browser = site.sign_in("wanjiru")
    said = {"roster": "drip", "scores": "429", "storage": "parent", "no_cookies": "1", "odd_links": "1"}
    assert browser.post(f"{OFFICE}/faults", data=said, base_url=ISSUER).status_code == 303
    faults = site.world.faults
    assert (faults.roster, faults.scores, faults.storage) == ("drip", "429", "parent")
    assert faults.no_cookies
    assert faults.odd_links
    assert not faults.down
    page = browser.get(f"{OFFICE}/faults", base_url=ISSUER).text
    assert '<option value="drip" selected>' in page
    browser.post(f"{OFFICE}/faults", data={"storage": "frame"}, base_url=ISSUER)
    assert faults == type(faults)()


def test_fault_that_is_not_offered_is_refused(site):
    answer = site.sign_in("wanjiru").post(f"{OFFICE}/faults", data={"roster": "explode"}, base_url=ISSUER)
    assert answer.status_code == 404
