"""Requests for deep links: which are taken, and which are refused with a word for whoever runs the LMS."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from sqlalchemy import select

from plugin.lti.models import Login, Visit
from plugin.lti.windows.models import Ticket
from tests.fakes.platform import ABSENT
from tests.lti.deep_links.ways import BACK, DL, GOOD, Editor, claims_of, request
from tests.lti.ways import Browser, refused_as

TAKEN = {
    "only what must be there": {
        "accept_multiple": ABSENT,
        "data": ABSENT,
        "accept_presentation_document_targets": ABSENT,
    },
    "true as a word": {"accept_multiple": "true"},
    "parts that nobody knows": {"accept_copy_advice": False, "anything": {"at": "all"}},
    "an answer at its issuer": {"deep_link_return_url": "https://lms.example:443/x"},
    "data of another form": {"data": {"a": [1, None]}},
}
REFUSED = {
    "no settings": ("incomplete", ABSENT),
    "settings that are none": ("incomplete", "none"),
    "settings that are a list": ("incomplete", []),
    "no return address": ("incomplete", {"deep_link_return_url": ABSENT}),
    "an empty return address": ("incomplete", {"deep_link_return_url": ""}),
    "a return address that is a number": ("incomplete", {"deep_link_return_url": 7}),
    "a return address with a line break": ("incomplete", {"deep_link_return_url": BACK + "\r\nX: 1"}),
    "a return address with a blank": ("incomplete", {"deep_link_return_url": BACK + "; script-src x"}),
    "a return address without end": ("incomplete", {"deep_link_return_url": BACK + "x" * 2000}),
    "no types": ("incomplete", {"accept_types": ABSENT}),
    "types that are a word": ("incomplete", {"accept_types": "ltiResourceLink"}),
    "types of another form": ("incomplete", {"accept_types": [1]}),
    "no type at all": ("incomplete", {"accept_types": []}),
    "data that is no JSON": ("incomplete", {"data": float("nan")}),
    "no links to tools": ("no-link-wanted", {"accept_types": ["html", "image"]}),
    "an answer elsewhere": ("foreign-return", {"deep_link_return_url": "https://evil.example/x"}),
    "an answer at a look-alike": (
        "foreign-return",
        {"deep_link_return_url": "https://lms.example.evil.example/"},
    ),
    "an answer by http": ("foreign-return", {"deep_link_return_url": "http://lms.example/x"}),
    "an answer at another port": ("foreign-return", {"deep_link_return_url": "https://lms.example:8443/x"}),
    "an answer by script": ("foreign-return", {"deep_link_return_url": "javascript:alert(1)"}),
    "an answer with a password": (
        "foreign-return",
        {"deep_link_return_url": "https://lms.example@evil.example/"},
    ),
    "an answer at no host": ("foreign-return", {"deep_link_return_url": "/picked"}),
    "an answer at ours": ("foreign-return", {"deep_link_return_url": "http://localhost/v/x"}),
}


@pytest.mark.parametrize("settings", TAKEN.values(), ids=TAKEN)
def test_what_an_lms_may_send_is_taken(editor: Editor, settings):
    assert "Add something from Tandem" in editor.page(settings).text


@pytest.mark.parametrize(("code", "settings"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered_is_refused_and_keeps_nothing(editor: Editor, session, code, settings):
    claims: Any = request(settings if isinstance(settings, dict) else None)
    if not isinstance(settings, dict):
        claims[DL + "deep_linking_settings"] = settings

    answer = editor.browser.launch("Instructor", **claims)

    assert refused_as(answer, code)
    assert "sesskey" not in answer.text
    for nothing in (Visit, Ticket):
        assert session.scalars(select(nothing)).all() == []
    assert session.scalars(select(Login.used_at)).all() == [None]


@pytest.mark.parametrize(
    ("code", "claims"),
    {
        "wrong-nonce": {"nonce": "another"},
        "wrong-audience": {"aud": "somebody-else"},
        "incomplete": {"deployment_id": ABSENT},
        "no-person": {"sub": ABSENT},
        "foreign-target": {"target_link_uri": "https://elsewhere.example/"},
        "deployment-pending": {"deployment_id": "new here"},
    }.items(),
)
def test_a_request_is_refused_as_any_launch(editor: Editor, code: str, claims: dict[str, Any]):
    assert refused_as(editor.ask(**claims), code)


def test_a_request_with_a_link_in_it_is_a_request_still(editor: Editor):
    assert editor.page(resource_link={"id": "link-1"}).status_code == 200


def test_a_link_that_is_none_does_not_make_a_launch_of_a_request(browser: Browser):
    claims: Any = {"resource_link": ABSENT, DL + "deep_linking_settings": GOOD}

    assert refused_as(browser.launch(**claims), "incomplete")


def test_a_request_sent_twice_is_one(editor: Editor):
    begun = editor.browser.begin()
    assert editor.browser.answer(begun, "Instructor", **request()).status_code == 303

    assert refused_as(editor.browser.answer(begun, "Instructor", **request()), "login-used")


def test_the_page_of_a_school_counts_as_its_platforms(editor: Editor):
    """Hosted LMSs answer from each school's own host, which the signed message names."""
    school = {"return_url": "https://school.example/courses/1"}

    page = editor.page({"deep_link_return_url": "https://school.example/picked"}, launch_presentation=school)

    assert "https://school.example" in page.headers["Content-Security-Policy"].partition("frame-ancestors")[2]


def test_the_return_address_and_data_stand_in_no_page_but_the_answer(editor: Editor):
    page = editor.page()

    for secret in ("sesskey", "opaque", "picked?"):
        assert secret not in page.text
        assert secret not in page.request.url
    assert claims_of(editor.answer("course"))[DL + "data"] == GOOD["data"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=()), max_size=20),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
    max_leaves=6,
)


@how(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.dictionaries(st.sampled_from([*GOOD, "x"]), anything, max_size=4), data=anything)
def test_no_settings_break_a_request(editor: Editor, said: dict[str, Any], data: Any):
    answer = editor.ask({**said, "data": data})

    assert answer.status_code == 303 or 400 <= answer.status_code < 500
    if answer.status_code == 303:
        page = editor.browser.client.get(answer.location)
        done = editor.browser.client.get(editor.pick(page, "course").location)
        assert claims_of(done).get(DL + "data") == data
