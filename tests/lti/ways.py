"""A browser between a played LMS and us: it logs in, launches, and can be made to do either wrongly."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from plugin.fetch import Answer, Unreachable
from plugin.lti import registry
from plugin.lti.models import Platform
from tests.fakes.platform import FakePlatform


@dataclass
class Network:
    """What would answer out there; an address that nobody put here cannot be reached."""

    said: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def says(self, url: str, body: Any, status: int = 200) -> None:
        """Let `url` answer; what is no bytes is sent as JSON."""
        self.said[url] = (status, body if isinstance(body, bytes) else json.dumps(body).encode())

    def fetch(self, url: str, **_named: Any) -> Answer:
        """In the place of plugin.fetch.fetch."""
        self.asked[url] += 1
        if url not in self.said:
            raise Unreachable("Nobody is there.")
        status, body = self.said[url]
        return Answer(status, {}, body, url)


@dataclass(frozen=True)
class Begun:
    """A login that waits: what the LMS has to send back."""

    state: str
    nonce: str
    answer: TestResponse


@dataclass
class Browser:
    """Somebody's browser with the LMS open in it."""

    client: FlaskClient
    lms: FakePlatform

    def login(self, method: str = "POST", **said: Any) -> TestResponse:
        """Send what an LMS sends to begin a login; None leaves a parameter out."""
        params = {
            "iss": self.lms.issuer,
            "client_id": self.lms.client_id,
            "login_hint": "7",
            "lti_message_hint": "link 1",
            "target_link_uri": self.lms.target_link_uri,
            "lti_deployment_id": self.lms.deployment_id,
            **said,
        }
        params = {name: value for name, value in params.items() if value is not None}
        if method == "GET":
            return self.client.get("/lti/login", query_string=params)
        return self.client.post("/lti/login", data=params)

    def begin(self, **said: Any) -> Begun:
        """A login that we sent on to the LMS."""
        answer = self.login(**said)
        query = parse_qs(urlsplit(_onward(answer)).query)
        return Begun(query["state"][0], query["nonce"][0], answer)

    def send(self, state: str | None, token: str | None, **more: str) -> TestResponse:
        """Post a launch as it is."""
        sent = {"state": state, "id_token": token, **more}
        return self.client.post("/lti/launch", data={k: v for k, v in sent.items() if v is not None})

    def launch(
        self, role: str = "Learner", sign: dict[str, Any] | None = None, **claims: Any
    ) -> TestResponse:
        """Log in and launch; `claims` are put over good ones, `sign` says how the token is signed."""
        begun = self.begin()
        return self.answer(begun, role, sign, **claims)

    def answer(
        self, begun: Begun, role: str = "Learner", sign: dict[str, Any] | None = None, **claims: Any
    ) -> TestResponse:
        """The launch that belongs to a login."""
        said = {"nonce": begun.nonce, **claims}
        return self.send(begun.state, self.lms.sign(self.lms.claims(role, **said), **(sign or {})))


def _onward(answer: TestResponse) -> str:
    """Where a login goes: at once, or by the link of the page that first speaks with the LMS's."""
    if answer.status_code == 303:
        return answer.location
    (link,) = re.findall(r'href="([^"]+)" data-storage', answer.text)
    return html.unescape(link)


def registered(lms: FakePlatform, *deployments: str) -> Platform:
    """Register the played LMS, in a transaction that the caller has open."""
    found_at = registry.Addresses(lms.auth_login_url, lms.auth_token_url, lms.key_set_url)
    platform, _new = registry.register(lms.issuer, lms.client_id, found_at, private=True)
    for lms_id in deployments or (lms.deployment_id,):
        registry.approve(platform, lms_id)
    return platform


def visit_in(answer: TestResponse) -> str:
    """The visit that a launch opened."""
    assert answer.status_code == 303, answer.text
    empty, v, token, rest = urlsplit(answer.location).path.split("/")
    assert (empty, v, rest) == ("", "v", "")
    return token


def refused_as(answer: TestResponse, code: str) -> bool:
    """Whether a page says that the way in stays shut, for that reason and with a reference."""
    assert 400 <= answer.status_code < 500, answer.status_code
    assert "Reference" in answer.text
    return f">{code}<" in answer.text
