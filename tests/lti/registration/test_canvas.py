"""The file that Canvas reads: every field that its documentation asks for, and addresses that answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugin.lti.registration import offer

# https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_dev_key_config
ALLOWED_SCOPES = {
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
    "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
    "https://purl.imsglobal.org/spec/lti-ags/scope/score",
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
}


@pytest.fixture
def file(app, client, monkeypatch):
    monkeypatch.setitem(
        app.config, "TANDEM", replace(app.config["TANDEM"], base_url="https://tandem.example")
    )
    answer = client.get("/lti/config/canvas.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return answer.json


def test_what_is_required_is_there(file):
    assert {name: file[name] for name in ("oidc_initiation_url", "target_link_uri", "public_jwk_url")} == {
        "oidc_initiation_url": "https://tandem.example/lti/login",
        "target_link_uri": "https://tandem.example/lti/launch",
        "public_jwk_url": "https://tandem.example/lti/jwks",
    }
    assert file["title"]
    assert file["description"]
    assert set(file["scopes"]) == ALLOWED_SCOPES


def test_the_extension_shares_names_and_places_a_link_in_courses(file):
    [extension] = file["extensions"]
    assert (extension["platform"], extension["domain"]) == ("canvas.instructure.com", "tandem.example")
    assert extension["privacy_level"] == "public"

    placements = extension["settings"]["placements"]
    assert [(one["placement"], one["message_type"]) for one in placements] == [
        ("course_navigation", "LtiResourceLinkRequest"),
        ("link_selection", "LtiDeepLinkingRequest"),
        ("editor_button", "LtiDeepLinkingRequest"),
    ]
    assert all(one["icon_url"].startswith("https://") for one in placements)  # an editor's button needs one
    assert {one["target_link_uri"] for one in placements} == {"https://tandem.example/lti/launch"}


def test_custom_fields_are_ones_that_canvas_fills(file):
    assert file["custom_fields"] == {
        "context_history": "$Context.id.history",
        "link_history": "$ResourceLink.id.history",
    }


def test_a_message_that_comes_to_the_list_comes_to_the_file(client, monkeypatch):
    more = offer.Message("LtiSubmissionReviewRequest", "Tandem", ("another_place",))
    monkeypatch.setattr(offer, "MESSAGES", (*offer.MESSAGES, more))

    [extension] = client.get("/lti/config/canvas.json").json["extensions"]

    placed = [one["placement"] for one in extension["settings"]["placements"]]
    assert placed == ["course_navigation", "link_selection", "editor_button", "another_place"]
