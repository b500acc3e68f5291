"""Whatever is sent to the way in, it answers with a page or a visit and never breaks."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo.lms.claims import LTI
from tests.fakes.platform import ABSENT
from tests.lti.ways import Browser

quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

words = st.text(max_size=40) | st.sampled_from(["\x00", "\ud800", "1", "http://localhost/", "é" * 600])
# json.loads takes Infinity, NaN and numbers of any length, so a platform can send them.
scalars = st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | words
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(
    [
        *("iss", "aud", "azp", "sub", "exp", "iat", "nbf", "nonce", "name", "given_name", "email", "locale"),
        *(
            LTI + name
            for name in (
                *("message_type", "version", "deployment_id", "target_link_uri", "resource_link", "context"),
                *("roles", "tool_platform", "launch_presentation", "custom"),
            )
        ),
    ]
)
nested = st.sampled_from(["context", "resource_link", "tool_platform", "launch_presentation"])
parts = st.sampled_from(["id", "title", "label", "name", "product_family_code", "return_url", "locale"])
header = st.dictionaries(
    st.sampled_from(["alg", "kid", "typ", "jku", "crit", "b64", "zip"]), values, max_size=3
)


def fine(status: int) -> bool:
    return status == 303 or 400 <= status < 500


@quiet
@given(changed=st.dictionaries(names, values | st.just(ABSENT), min_size=1, max_size=4))
def test_no_claim_breaks_a_launch(browser: Browser, changed: dict[str, Any]):
    assert fine(browser.launch(**changed).status_code)


@quiet
@given(name=nested, inside=st.dictionaries(parts, values, max_size=4))
def test_nothing_inside_a_claim_breaks_a_launch(browser: Browser, name: str, inside: dict[str, Any]):
    changed: dict[str, Any] = {name: inside}

    assert fine(browser.launch(**changed).status_code)


@quiet
@given(headers=header)
def test_no_header_breaks_a_launch(browser: Browser, headers: dict[str, Any]):
    assert fine(browser.launch(sign={"headers": headers}).status_code)


@quiet
@given(token=words | st.text(alphabet=string.ascii_letters + string.digits + "-_.=", max_size=200))
def test_no_token_breaks_a_launch(browser: Browser, token: str):
    answer = browser.send(browser.begin().state, _sendable(token))

    assert 400 <= answer.status_code < 500


sent = st.dictionaries(
    st.sampled_from(
        ["iss", "client_id", "login_hint", "target_link_uri", "lti_message_hint", "lti_storage_target"]
    )
    | words,
    words,
    max_size=6,
)


@quiet
@given(changed=sent, method=st.sampled_from(["GET", "POST"]))
def test_no_parameter_breaks_a_login(browser: Browser, changed: dict[str, str], method: str):
    said = {_sendable(name): _sendable(value) for name, value in changed.items() if name != "method"}

    answer = browser.login(method, **said)

    # With a place to keep a word, the LMS is reached over a page.
    assert fine(answer.status_code) or (answer.status_code == 200 and said.get("lti_storage_target"))


@quiet
@given(
    sent=st.dictionaries(
        st.sampled_from(["state", "id_token", "error", "error_description"]) | words, words, max_size=4
    )
)
def test_no_form_breaks_a_launch(browser: Browser, sent: dict[str, str]):
    answer = browser.client.post("/lti/launch", data={_sendable(k): _sendable(v) for k, v in sent.items()})

    assert 400 <= answer.status_code < 500


@quiet
@given(name=words, value=words)
def test_no_cookie_breaks_a_launch(browser: Browser, name: str, value: str):
    begun = browser.begin()
    token = browser.lms.sign(browser.lms.claims(nonce=begun.nonce))
    odd = f"__Host-tandem={value}; __Host-tandem-login-{name}={value}".encode("utf-8", "replace").decode(
        "latin-1"
    )
    answer = browser.client.application.test_client().post(
        "/lti/launch",
        data={"state": begun.state, "id_token": token},
        headers={"Cookie": "".join(c for c in odd if c not in "\r\n\0")},
    )

    assert 400 <= answer.status_code < 500


def _sendable(word: str) -> str:
    """As a browser could send it: half a surrogate pair has no bytes."""
    return word.encode("utf-8", "replace").decode()
