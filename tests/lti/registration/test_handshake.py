"""What is asked and said in a registration, and what is kept of the answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from plugin.lti.models import Company, Deployment, OwnKey
from plugin.lti.queries import granted
from plugin.lti.registration import offer
from tests.fakes.platform import ABSENT
from tests.fakes.registrar import NRPS, PLATFORM, TOOL
from tests.lti.registration.ways import Administrator, invitation, only_platform, refused_as

OURS = ["LtiResourceLinkRequest", "LtiDeepLinkingRequest"]
MOODLE = Path(__file__).parents[2] / "fixtures" / "moodle-5.1"


def test_the_registration_says_all_that_the_specification_asks_for(admin):
    admin.registers()

    said = admin.registrar.handed_in
    tool = said.pop(TOOL)
    assert said == {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["client_credentials", "implicit"],
        "token_endpoint_auth_method": "private_key_jwt",
        "initiate_login_uri": "http://localhost/lti/login",
        "redirect_uris": ["http://localhost/lti/launch"],
        "jwks_uri": "http://localhost/lti/jwks",
        "client_name": "Tandem",
        "logo_uri": "http://localhost/static/tandem.svg",
        "scope": NRPS,
    }
    assert (tool["domain"], tool["target_link_uri"]) == ("localhost", "http://localhost/lti/launch")
    assert tool["claims"] == ["sub", "iss", "name", "given_name", "family_name", "email"]
    assert [message["type"] for message in tool["messages"]] == OURS
    assert {message["target_link_uri"] for message in tool["messages"]} == {"http://localhost/lti/launch"}


def test_the_logo_and_the_keys_that_it_names_are_there(admin, client, session):
    admin.registers()

    said = admin.registrar.handed_in
    assert len(session.scalars(select(OwnKey)).all()) == 2
    for name in ("logo_uri", "jwks_uri"):
        assert client.get(said[name].removeprefix("http://localhost")).status_code == 200


def test_moodle_gets_its_own_variable_and_others_do_not(admin):
    admin.registers()
    assert admin.registrar.handed_in[TOOL]["custom_parameters"] == {
        "context_history": "$Context.id.history",
        "link_history": "$ResourceLink.id.history",
        "groups": "$Moodle.Person.userGroupIds",
    }

    admin.registrar.family, admin.token = "sakai", invitation()
    admin.registers()
    assert "groups" not in admin.registrar.handed_in[TOOL]["custom_parameters"]


def test_every_scope_is_asked_for_where_the_lms_does_not_say_which_it_has(admin):
    admin.registrar.configuration = {"scopes_supported": ABSENT}

    admin.registers()

    assert admin.registrar.handed_in["scope"].split() == list(offer.SCOPES)


def test_canvas_is_told_where_its_links_go(admin):
    messages = [
        {"type": "LtiResourceLinkRequest", "placements": ["account_navigation", "course_navigation"]},
        {
            "type": "LtiDeepLinkingRequest",
            "placements": ["editor_button", "homework_submission", "link_selection"],
        },
    ]
    admin.registrar.configuration = {
        PLATFORM: {"product_family_code": "canvas", "messages_supported": messages}
    }

    admin.registers()

    tool = admin.registrar.handed_in[TOOL]
    assert [message["placements"] for message in tool["messages"]] == [
        ["course_navigation"],
        ["link_selection", "editor_button"],
    ]
    assert tool["https://canvas.instructure.com/lti/privacy_level"] == "public"


def test_a_message_that_the_lms_does_not_send_is_not_offered(admin, monkeypatch):
    monkeypatch.setattr(offer, "MESSAGES", (*offer.MESSAGES, offer.Message("LtiAnotherRequest", "Another")))
    admin.registers()
    assert [one["type"] for one in admin.registrar.handed_in[TOOL]["messages"]] == OURS

    messages = [{"type": "LtiAnotherRequest"}]
    admin.registrar.configuration = {PLATFORM: {"messages_supported": messages}}
    admin.token = invitation()
    admin.registers()
    assert len(admin.registrar.handed_in[TOOL]["messages"]) == 2


def test_both_questions_carry_the_token_and_stand_outside_any_transaction(admin):
    admin.registers(registration_token="abc.def")

    assert [one.method for one in admin.registrar.asked] == ["GET", "POST"]
    assert {one.bearer for one in admin.registrar.asked} == {"abc.def"}
    assert not any(one.in_transaction or one.private for one in admin.registrar.asked)


@pytest.mark.parametrize("token", [None, ""])
def test_without_a_token_none_is_sent(admin, token):
    assert admin.registers(registration_token=token).status_code == 200
    assert {one.bearer for one in admin.registrar.asked} == {None}


@pytest.mark.parametrize("token", ["a\r\nX-Evil: 1", "a b", "\u00e9", "x" * 8001])
def test_a_token_that_is_none_is_never_sent(admin, token):
    assert refused_as(admin.registers(registration_token=token), "bad-token")
    assert admin.registrar.asked == []


def test_what_a_real_moodle_says_is_taken(admin, lms, session):
    fixture = json.loads((MOODLE / "openid-configuration.json").read_text())
    told = fixture[PLATFORM]
    admin.registrar.configuration = {
        PLATFORM: told,
        "scopes_supported": fixture["scopes_supported"],
        "claims_supported": fixture["claims_supported"],
    }
    reply = json.loads((MOODLE / "registration-response.json").read_text())
    admin.registrar.reply = reply

    assert admin.registers().status_code == 200

    platform = only_platform()
    assert (platform.client_id, platform.family) == (reply["client_id"], "moodle")
    assert set(platform.scopes) == set(reply["scope"].split())
    assert session.scalars(select(Deployment.lms_id)).all() == ["4"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"deployment_id": 7}, "7"),
        ({"deployment_id": "d-1"}, "d-1"),
        ({"deployment_id": ""}, None),
        ({"deployment_id": None}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_deployment_is_let_in_where_the_reply_names_one(admin, session, said, kept):
    admin.registrar.reply = {TOOL: said}

    answer = admin.registers()

    assert session.scalars(select(Deployment.lms_id)).all() == ([kept] if kept else [])
    assert ("the first place that opens it is let in" in answer.text) == (kept is None)


@pytest.mark.parametrize(
    ("scope", "known"), [(ABSENT, None), (None, None), (7, None), (["", 7], None), ("", []), ([], [])]
)
def test_scopes_that_are_not_said_are_not_known_and_none_is_none(admin, scope, known):
    admin.registrar.reply = {"scope": scope}

    assert admin.registers().status_code == 200
    assert only_platform().scopes == []
    assert granted(only_platform().id) == known


def test_granted_scopes_are_kept_each_once(admin):
    admin.registrar.reply = {"scope": f"{NRPS} {NRPS} other"}

    admin.registers()

    assert only_platform().scopes == [NRPS, "other"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://api.brightspace.com/auth/token", "https://api.brightspace.com/auth/token"),
        ("canvas.instructure.com", None),
        (ABSENT, None),
        (7, None),
    ],
)
def test_the_audience_of_tokens_is_kept_where_it_is_an_address(admin, said, kept):
    admin.registrar.configuration = {"authorization_server": said}

    admin.registers()

    assert only_platform().token_audience == kept


def test_the_name_of_a_canvas_account_names_the_company(admin, session):
    account = {"https://canvas.instructure.com/lti/account_name": "Northwind University"}
    admin.registrar.configuration = {PLATFORM: account}

    admin.registers()

    assert only_platform().name == "Northwind University"
    assert session.scalars(select(Company.name)).all() == ["Northwind University"]


def test_the_configurations_address_is_kept_without_the_token(admin):
    asked = f"{admin.registrar.address}?a=1&registration_token=secret&b=%20#x"

    admin.registers(openid_configuration=asked)

    assert only_platform().configuration_url == f"{admin.registrar.address}?a=1&b=+"


def test_the_page_may_stand_in_the_learning_sites_frame_and_closes_it(admin):
    answer = admin.registers()

    assert "frame-ancestors https://lms.example;" in answer.headers["Content-Security-Policy"] + ";"
    assert "js/close.js" in answer.text
    assert "Close this page and go back" in answer.text


def test_a_refusal_is_readable_in_the_learning_sites_frame_too(client, registrar):
    answer = Administrator(client, registrar, "never-made").registers()

    assert "frame-ancestors https://lms.example;" in answer.headers["Content-Security-Policy"] + ";"


@pytest.mark.parametrize("address", ["https://a.example;script-src *", "x", "javascript:alert(1)"])
def test_nothing_but_an_origin_reaches_the_header(admin, address):
    answer = admin.registers(openid_configuration=address)

    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
