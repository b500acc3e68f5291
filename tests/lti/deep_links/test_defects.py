"""What goes wrong with deep linking in PyLTI1p3 2.0.0 and must not go wrong here: a test for each row."""

from __future__ import annotations

import html
import re

import jwt

from plugin.lti import keys
from tests.fakes.platform import ABSENT
from tests.lti.deep_links.ways import BACK, DL, GOOD, Editor, claims_of, items_of
from tests.lti.ways import refused_as
from tests.lti.windows.frames import field


def test_deep_link_py_63_data_goes_back_only_where_it_came(editor: Editor):
    """There `data: null` is sent where the LMS sent none, which some take for an answer to somebody else."""
    for none in (ABSENT, None):
        assert DL + "data" not in claims_of(editor.answer("course", {"data": none}))
    for some in ("", "0", "opaque", 0, False, {"a": 1}):
        assert claims_of(editor.answer("course", {"data": some}))[DL + "data"] == some


def test_deep_link_py_88_the_return_address_is_escaped(editor: Editor):
    """There it stands in the page as it is, so that an address ends the attribute and begins another."""
    odd = 'https://lms.example/picked?a=1&amp=2&q="><script>x</script>'

    page = editor.answer("course", {"deep_link_return_url": odd})

    assert "<script>x" not in page.text
    (action,) = re.findall(r'<form method="post" action="([^"]+)"', page.text)
    assert html.unescape(action) == odd


def test_deep_link_py_88_no_script_stands_in_the_page(editor: Editor):
    """There an inline script sends the form, which a strict policy forbids; without scripts there is no button."""
    page = editor.answer("course")

    assert re.findall(r"<script(?![^>]*\ssrc=)", page.text) == []
    assert "js/submit.js" in page.text
    assert "data-autosubmit" in page.text
    assert re.search(r'<button type="submit"', page.text)
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "form-action https://lms.example;" in policy


def test_deep_link_py_the_answer_is_signed_by_the_key_that_signs(editor: Editor):
    """There one private key of a configuration file signs for ever, under a name that it computes."""
    header = jwt.get_unverified_header(field(editor.answer("course"), "JWT"))

    kid, _private = keys.signing_key()
    assert (header["alg"], header["kid"]) == ("RS256", kid)


def test_deep_link_py_the_audience_is_one_issuer(editor: Editor):
    """There it is a list, which not every LMS takes apart."""
    assert claims_of(editor.answer("course"))["aud"] == "https://lms.example"


def test_deep_link_resource_py_11_the_text_is_sent_and_nothing_empty(editor: Editor, section):
    """There `text` is not known, and what is absent is sent as null or as an empty object."""
    (item,) = items_of(editor.answer(f"section.{section.id}"))
    assert item["text"] == 'Ask & "listen"'

    section.purpose = ""
    (item,) = items_of(editor.answer(f"section.{section.id}"))
    assert set(item) == {"type", "title", "url", "custom", "icon"}
    (course,) = items_of(editor.answer("course"))
    assert set(course) == {"type", "title", "url", "icon"}


def test_message_validators_deep_link_the_settings_are_checked(editor: Editor):
    """There only three of them are looked at, and an address may be anything."""
    assert refused_as(editor.ask(GOOD | {"deep_link_return_url": {"a": BACK}}), "incomplete")
    assert refused_as(editor.ask(GOOD | {"accept_types": {"ltiResourceLink": 1}}), "incomplete")
    assert refused_as(editor.ask(roles=ABSENT), "incomplete")
