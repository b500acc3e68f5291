"""Deep linking of the demonstration LMS: what it asks, and which answers become links of the course."""

import re
import time
import uuid
from html import unescape

import jwt
import pytest

from demo.lms.keys import Key
from demo.lms.vocabulary import DEEP_LINKING, LTI, NOTICES_CLAIM

ISSUER, TOOL = "http://localhost:8001", "http://127.0.0.1:8000"
PICKED = "/as/helena/courses/first-team/picked"
LINK = {
    "type": "ltiResourceLink",
    "title": "Goals",
    "text": "Write one",
    "custom": {"content": "section-1"},
    "lineItem": {"scoreMaximum": 10, "label": "Goals written", "resourceId": "section-1"},
}


def fields(page):
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in found}


def asked(site, who="helena"):
    """The claims of the request that the tool gets, once it has gone through the login."""
    began = fields(
        site.sign_in(who).get(f"/lti/pick/first-team?as={who}&tool=tandem-demonstration", base_url=ISSUER)
    )
    question = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": began["client_id"],
        "redirect_uri": f"{TOOL}/lti/launch",
        "state": "state-1",
        "nonce": "nonce-1",
        "login_hint": began["login_hint"],
        "lti_message_hint": began["lti_message_hint"],
    }
    page = site.client.get("/lti/auth", query_string=question, base_url=ISSUER)
    return jwt.decode(fields(page)["id_token"], options={"verify_signature": False})


def settings(claims):
    return claims[DEEP_LINKING + "deep_linking_settings"]


def answer(site, data, *items, key=None, **changes):
    """The tool's answer, posted as the browser posts it."""
    now = int(time.time())
    claims = {
        "iss": "tandem-demonstration",
        "aud": ISSUER,
        "iat": now,
        "exp": now + 60,
        "nonce": uuid.uuid4().hex,
        LTI + "deployment_id": "1",
        LTI + "message_type": "LtiDeepLinkingResponse",
        LTI + "version": "1.3.0",
        DEEP_LINKING + "content_items": list(items),
        DEEP_LINKING + "data": data,
    }
    said = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    return site.client.post(PICKED, data={"JWT": (key or site.key).sign(said)}, base_url=ISSUER)


def placed(site):
    return site.world.memory.links.get("first-team", [])


@pytest.fixture
def data(site):
    return settings(asked(site))["data"]


def test_teacher_is_sent_to_pick(site):
    claims = asked(site)
    assert claims[LTI + "message_type"] == "LtiDeepLinkingRequest"
    assert LTI + "resource_link" not in claims
    assert claims[LTI + "context"]["id"] == "first-team"
    assert NOTICES_CLAIM in claims
    said = settings(claims)
    assert said["accept_types"] == ["ltiResourceLink"]
    assert said["accept_multiple"] is True
    assert said["deep_link_return_url"] == ISSUER + PICKED


def test_nobody_else_is(site):
    browser = site.sign_in("fatima")
    page = "/lti/pick/first-team?as=fatima&tool=tandem-demonstration"
    assert browser.get(page, base_url=ISSUER).status_code == 404
    assert browser.get("/as/fatima/courses/first-team/add", base_url=ISSUER).status_code == 404


def test_teacher_finds_what_can_be_picked_from(site):
    browser = site.sign_in("helena")
    page = browser.get("/as/helena/courses/first-team/add", base_url=ISSUER).text
    assert "Add something from Tandem" in page
    framed = browser.get("/as/helena/courses/first-team/add?tool=tandem-demonstration", base_url=ISSUER).text
    assert 'src="/lti/pick/first-team?as=helena&amp;tool=tandem-demonstration"' in framed


def test_items_become_links_of_the_course(site, data):
    page = answer(
        site, data, LINK, {"type": "ltiResourceLink", "title": "Sessions", "url": f"{TOOL}/lti/launch"}
    )
    assert page.status_code == 200
    first, second = placed(site)
    assert (first.title, first.text, first.custom) == ("Goals", "Write one", {"content": "section-1"})
    assert second.title == "Sessions"
    (column,) = site.world.memory.items.values()
    assert (column.label, column.maximum, column.link) == ("Goals written", 10, first.id)
    shown = site.client.get("/as/helena/courses/first-team", base_url=ISSUER).text
    assert "Goals" in shown
    place = site.world.place(site.world.account("fatima"), first.id, "iframe")
    assert place.custom["content"] == "section-1"
    assert "/lineitems/" in str(place.services)


def test_what_is_no_link_of_the_tool_is_left_out(site, data):
    answer(site, data, {"type": "html", "html": "<b>x</b>"}, {**LINK, "url": "https://elsewhere.example/x"})
    assert placed(site) == []


def test_tools_own_words_are_shown(site, data):
    page = answer(site, data, **{DEEP_LINKING + "msg": "Nothing fits."})
    assert "Nothing+fits." in page.text or "Nothing%20fits." in page.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "somebody-else"},
        {"aud": "https://elsewhere.example"},
        {"exp": int(time.time()) - 60},
        {"exp": None},
        {"nonce": None},
        {LTI + "deployment_id": "7"},
        {LTI + "message_type": "LtiResourceLinkRequest"},
        {LTI + "version": "1.1"},
        {DEEP_LINKING + "data": None},
        {DEEP_LINKING + "data": "made up"},
        {DEEP_LINKING + "content_items": "none"},
    ],
)
def test_answer_that_does_not_hold_adds_nothing(site, data, wrong):
    assert answer(site, data, LINK, **wrong).status_code == 400
    assert placed(site) == []


def test_answer_by_a_key_that_the_tool_does_not_publish_adds_nothing(site, data):
    assert answer(site, data, LINK, key=Key.made()).status_code == 400
    assert placed(site) == []


def test_request_is_answered_once(site, data):
    assert answer(site, data, LINK).status_code == 200
    assert answer(site, data, LINK).status_code == 400
    assert len(placed(site)) == 1


def test_answer_is_given_once(site, data):
    assert answer(site, data, LINK, nonce="n-1").status_code == 200
    other = settings(asked(site))["data"]
    assert answer(site, other, LINK, nonce="n-1").status_code == 400
    assert len(placed(site)) == 1


def test_answer_to_a_question_about_another_course_adds_nothing(site):
    began = site.sign_in("helena").get(
        "/lti/pick/new-advocates?as=helena&tool=tandem-demonstration", base_url=ISSUER
    )
    assert began.status_code == 200
    hint = fields(began)["lti_message_hint"]
    assert answer(site, hint, LINK).status_code == 400
    assert placed(site) == []
