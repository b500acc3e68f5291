"""A visit in a browser: what a launch leaves behind, made without one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from plugin import clock, door
from plugin.lti import cookies
from plugin.lti.models import Visit
from plugin.member import Member
from tests.factories.places import kept
from tests.harness.isolation import apart


@dataclass(frozen=True)
class At:
    """A browser inside one visit. Call it with a path after `/v/<visit>`, or use get, post and url."""

    client: FlaskClient
    member: Member
    visit: str
    visit_id: UUID

    def __call__(self, path: str) -> str:
        return f"/v/{self.visit}{path}"

    def url(self, endpoint: str, **ids: Any) -> str:
        """The address of an endpoint within this visit."""
        ids = {"visit": self.visit, **ids}
        return apart(
            self._address, endpoint, {name: value for name, value in ids.items() if value is not None}
        )

    def _address(self, endpoint: str, ids: dict[str, Any]) -> str:
        with self.client.application.test_request_context():
            return url_for(endpoint, **ids)

    def token(self) -> str:
        """The CSRF token of this visit's pages."""
        return apart(self._token)

    def _token(self) -> str:
        with self.client.application.test_request_context():
            g.member = replace(self.member, visit_id=self.visit_id)
            return door.csrf()

    def get(self, address: str, **named: Any) -> TestResponse:
        """Open a page: a path after the visit, or a whole address."""
        return self.client.get(self._whole(address), **named)

    def post(self, address: str, fields: dict[str, Any] | None = None, **named: Any) -> TestResponse:
        """Send a form with this visit's token and a fresh one-time key; a field that is None is left out."""
        sent = {"csrf": self.token(), "once": secrets.token_urlsafe(16), **(fields or {})}
        return self.client.post(
            self._whole(address),
            data={name: value for name, value in sent.items() if value is not None},
            **named,
        )

    def _whole(self, address: str) -> str:
        return address if address.startswith("/v/") else self(address)


def visit_as(client: FlaskClient, member: Member) -> At:
    """Let somebody in, with the key in their browser; further visits in the same client share its key."""
    held = client.get_cookie(cookies.BROWSER)
    key = held.value if held else cookies.fresh()
    if not held:
        client.set_cookie(cookies.BROWSER, key, secure=True, httponly=True)
    address, now = cookies.fresh(), clock.now()
    visit = kept(
        Visit(
            token_hash=cookies.digest(address),
            browser_hash=cookies.digest(key),
            company_id=member.company_id,
            platform_id=member.platform_id,
            person_id=member.person_id,
            context_id=member.context_id,
            began_at=now,
            seen_at=now,
        )
    )
    return At(client, member, address, visit.id)
