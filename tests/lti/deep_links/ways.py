"""Somebody in an LMS's editor: asking for deep links, picking, and reading the answer as the LMS would."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

import jwt
from sqlalchemy import select
from werkzeug.test import TestResponse

from plugin.database import db
from plugin.lti import keys
from plugin.lti.models import Context
from tests.fakes.platform import ABSENT
from tests.lti.ways import Browser
from tests.lti.windows.frames import field

ICON = {"url": "http://localhost/static/tandem.svg", "width": 48, "height": 48}
LTI = "https://purl.imsglobal.org/spec/lti/claim/"
DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"
BACK = "https://lms.example/courses/course-1/picked?course=1&sesskey=s3cret"
GOOD = {
    "deep_link_return_url": BACK,
    "accept_types": ["ltiResourceLink", "link"],
    "accept_presentation_document_targets": ["iframe", "window"],
    "accept_multiple": True,
    "data": "opaque <&> words",
}


def request(settings: Any = None, **claims: Any) -> dict[str, Any]:
    """What is put over a launch's claims to make it a request for deep links; `settings` change good ones."""
    said: Any = GOOD | settings if isinstance(settings, dict) else settings if settings is not None else GOOD
    if isinstance(said, dict):
        said = {name: value for name, value in said.items() if value is not ABSENT}
    return {
        "message_type": "LtiDeepLinkingRequest",
        "resource_link": ABSENT,
        DL + "deep_linking_settings": said,
        **claims,
    }


def context_here() -> Context:
    """The one LMS course that launches came from."""
    return db.session.scalars(select(Context)).one()


@dataclass
class Editor:
    """A browser with the LMS's editor open in it."""

    browser: Browser

    def ask(self, settings: Any = None, role: str = "Instructor", **claims: Any) -> TestResponse:
        """The LMS sends somebody to pick."""
        return self.browser.launch(role, **request(settings, **claims))

    def page(self, settings: Any = None, **claims: Any) -> TestResponse:
        """The page to pick from, in a visit."""
        answer = self.ask(settings, **claims)
        assert answer.status_code == 303, answer.text
        return self.browser.client.get(answer.location)

    def pick(self, page: TestResponse, choice: str | list[str], **more: str) -> TestResponse:
        """Send the page's form; `more` is put over what it carries."""
        sent = {name: field(page, name) for name in ("csrf", "once")}
        return self.browser.client.post(action_of(page), data={**sent, "choice": choice, **more})

    def answer(self, choice: str | list[str], settings: Any = None, **more: str) -> TestResponse:
        """The page that carries the answer back."""
        done = self.pick(self.page(settings), choice, **more)
        assert done.status_code == 303, done.text
        return self.browser.client.get(done.location)


def choices(page: TestResponse) -> list[str]:
    """What can be picked, in the page's order."""
    return re.findall(r'type="(?:radio|checkbox)" name="choice" value="([^"]+)"', page.text)


def contents(page: TestResponse) -> list[str]:
    """The same without the pages of the course, which are always there."""
    return [one for one in choices(page) if one.partition(".")[0] not in ("goals", "sessions", "board")]


def action_of(page: TestResponse) -> str:
    """Where the page's form goes."""
    (found,) = re.findall(r'<form method="post" action="([^"]+)"', page.text)
    return html.unescape(found)


def claims_of(page: TestResponse) -> dict[str, Any]:
    """What the answer says, checked with the keys that we publish, for the platform that asked."""
    token = field(page, "JWT")
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(jwt.PyJWK(one) for one in keys._public() if one["kid"] == kid)
    said: dict[str, Any] = jwt.decode(
        token, key, ["RS256"], audience="https://lms.example", issuer="tandem-at-lms"
    )
    return said


def items_of(page: TestResponse) -> list[dict[str, Any]]:
    """The items of the answer."""
    items: list[dict[str, Any]] = claims_of(page)[DL + "content_items"]
    return items
