"""A frame that keeps no cookies: each request of it comes from a browser that has none."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fakes.platform import FakePlatform
from tests.lti.ways import Begun, Browser

OURS = "http://localhost"
IN_A_FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site", "Origin": "null"}


@dataclass
class Framed:
    """The LMS in a browser that drops the cookies of frames; windows of their own keep them."""

    lms: FakePlatform
    app: Flask

    def begin(self, **said: Any) -> Begun:
        """A login, whose cookie is lost."""
        return Browser(self.app.test_client(), self.lms).begin(**said)

    def answer(
        self,
        begun: Begun,
        headers: dict[str, str] | None = None,
        more: dict[str, str] | None = None,
        role: str = "Learner",
        **claims: Any,
    ) -> TestResponse:
        """The launch that the LMS's page posts into the frame."""
        token = self.lms.sign(self.lms.claims(role, nonce=begun.nonce, **claims))
        sent = {"state": begun.state, "id_token": token, **(more or {})}
        return self.app.test_client().post(
            "/lti/launch", data=sent, headers=IN_A_FRAME if headers is None else headers
        )

    def launch(self, **claims: Any) -> TestResponse:
        """Login and launch, in a frame of an LMS that keeps nothing for us."""
        return self.answer(self.begin(), **claims)

    def ticket(self, **claims: Any) -> str:
        """What the button in the frame carries."""
        return field(self.launch(**claims), "ticket")

    def window(self) -> FlaskClient:
        """A window of its own, in a browser that has not been here."""
        return self.app.test_client()


def field(answer: TestResponse, name: str) -> str:
    """A hidden field of the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    assert found, answer.text
    return html.unescape(found[1])


def said_of(answer: TestResponse, name: str) -> str:
    """A data attribute of the page."""
    found = re.search(rf'data-{name}="([^"]*)"', answer.text)
    assert found, answer.text
    return html.unescape(found[1])


def go_on(window: FlaskClient, ticket: str, **headers: str) -> TestResponse:
    """The button in the frame: a window opens."""
    return window.post("/lti/windows/continue", data={"ticket": ticket}, headers=headers)


def say_yes(window: FlaskClient, ticket: str, **headers: str) -> TestResponse:
    """The button in the window."""
    return window.post("/lti/windows/enter", data={"ticket": ticket}, headers=headers)
