"""Tokens whose signature proves nothing open nothing, whatever they claim."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from demo.lms.keys import Key
from plugin.lti.models import Visit
from tests.fakes.platform import ABSENT
from tests.lti.ways import Browser, refused_as

SIGNED_WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "no kid": ("no-key-id", {"kid": ABSENT}),
    "empty kid": ("no-key-id", {"kid": ""}),
    "odd kid": ("unreadable", {"kid": 7}),
    "unknown kid": ("unknown-key", {"kid": "another"}),
    "unwritable kid": ("unknown-key", {"kid": "\ud800"}),
    "unwritable alg": ("wrong-algorithm", {"alg": "\ud800"}),
    "alg none": ("wrong-algorithm", {"alg": "none"}),
    "alg None": ("wrong-algorithm", {"alg": "None"}),
    "HS256 with the public PEM": ("wrong-algorithm", {"alg": "HS256"}),
    "RS512": ("wrong-algorithm", {"alg": "RS512"}),
    "jku": ("foreign-key", {"headers": {"jku": "https://evil.example/jwks"}}),
    "x5u": ("foreign-key", {"headers": {"x5u": "https://evil.example/pem"}}),
    "unknown extension": ("unreadable", {"headers": {"crit": ["exp"]}}),
    "detached": ("unreadable", {"headers": {"b64": False, "crit": ["b64"]}}),
}


def visits(session: Any) -> int:
    return session.scalar(select(func.count()).select_from(Visit)) or 0


@pytest.mark.parametrize("role", ["Learner", "Instructor"])
@pytest.mark.parametrize(("code", "sign"), SIGNED_WRONG.values(), ids=SIGNED_WRONG)
def test_a_launch_signed_wrongly_is_refused(browser: Browser, code, sign, role, session):
    answer = browser.launch(role, sign=sign)

    assert refused_as(answer, code), answer.text
    assert visits(session) == 0


def test_a_launch_signed_with_an_unpublished_key_is_refused(browser: Browser, other_key: Key):
    own = {"key": other_key, "kid": browser.lms.key.kid}

    assert refused_as(browser.launch(sign=own), "bad-signature")


def test_a_token_that_brings_its_key_along_is_refused(browser: Browser, other_key: Key):
    own = {"key": other_key, "kid": other_key.kid, "headers": {"jwk": other_key.public_jwk}}

    assert refused_as(browser.launch(sign=own), "foreign-key")


def test_hs256_with_the_public_jwk_as_secret_is_refused(browser: Browser):
    secret = json.dumps(browser.lms.key.public_jwk).encode()

    assert refused_as(browser.launch(sign={"alg": "HS256", "key": secret}), "wrong-algorithm")


@pytest.mark.parametrize("token", ["a.b", "a.b.c", "....", "e30.W10.AA", "é.é.é", "e" * 100_001])
def test_what_is_no_token_is_refused(browser: Browser, token):
    assert refused_as(browser.send(browser.begin().state, token), "unreadable")
