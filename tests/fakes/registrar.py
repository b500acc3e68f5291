"""A played LMS that registers tools by itself, in the place of the network or on a line of its own."""

from __future__ import annotations

import json
import re
import socket
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from plugin.database import db
from plugin.fetch import Answer, Unreachable
from tests.fakes.lines import saying
from tests.fakes.platform import ABSENT, FakePlatform

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
MESSAGES = ("LtiResourceLinkRequest", "LtiDeepLinkingRequest")


@dataclass(frozen=True)
class Asked:
    """One question that came in."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None
    bearer: str | None
    private: bool = False
    in_transaction: bool = False

    @property
    def said(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body or b"null")


@dataclass
class Registrar:
    """The registration side of a FakePlatform. `configuration` and `reply` hold what is put over good answers; ABSENT
    leaves a field out; bytes are sent as they are. `statuses` go with them."""

    lms: FakePlatform
    configuration: Any = field(default_factory=dict)
    reply: Any = field(default_factory=dict)
    statuses: tuple[int, int] = (200, 201)
    deployment: str | None = "1"
    family: str = "moodle"
    asked: list[Asked] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the openid configuration stands."""
        return f"{self.lms.issuer}/mod/lti/openid-configuration"

    @property
    def endpoint(self) -> str:
        """Where registrations are handed in."""
        return f"{self.lms.issuer}/mod/lti/openid-registration"

    @property
    def handed_in(self) -> Any:
        """The registration that came in last."""
        return [one for one in self.asked if one.method == "POST"][-1].said

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        """Status and body."""
        self.asked.append(asked)
        path = urlsplit(asked.url).path
        if path == urlsplit(self.address).path:
            return self.statuses[0], _over(self.described(), self.configuration)
        if path == urlsplit(self.endpoint).path and asked.method == "POST":
            return self.statuses[1], _over(self._reply(asked.said), self.reply)
        if path == urlsplit(self.lms.key_set_url).path:
            return 200, json.dumps(self.lms.jwks()).encode()
        return 404, b"{}"

    def fetch(self, url: str, **said: Any) -> Answer:
        """In the place of plugin.fetch.fetch."""
        if urlsplit(url).netloc != urlsplit(self.lms.issuer).netloc:
            raise Unreachable("Nobody is there.")
        named = (
            said.get("method", "GET"),
            url,
            said.get("headers") or {},
            said.get("body"),
            said.get("bearer"),
        )
        within = db.session().in_transaction()
        asked = Asked(*named, private=said.get("private", False), in_transaction=within)
        status, body = self.answer(asked)
        return Answer(status, {}, body, url)

    def speak(self, connection: socket.socket, asked: bytes) -> None:
        """On a line of its own: tests.fakes.lines.listening(registrar.speak)."""
        head, _blank, body = whole(connection, asked).partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        method, path, _version = first.split()
        bearer = headers.get("authorization", "").removeprefix("Bearer ") or None
        status, answer = self.answer(Asked(method, path, headers, body, bearer))
        saying(answer, f"{status} Said", "Content-Type: application/json")(connection, asked)

    def described(self) -> dict[str, Any]:
        """A good configuration."""
        return {
            "issuer": self.lms.issuer,
            "authorization_endpoint": self.lms.auth_login_url,
            "token_endpoint": self.lms.auth_token_url,
            "jwks_uri": self.lms.key_set_url,
            "registration_endpoint": self.endpoint,
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", NRPS],
            "response_types_supported": ["id_token"],
            PLATFORM: {
                "product_family_code": self.family,
                "version": "5.1",
                "messages_supported": [{"type": kind} for kind in MESSAGES],
                "variables": ["Context.id.history"],
            },
        }

    def _reply(self, said: dict[str, Any]) -> dict[str, Any]:
        self.lms.client_id = f"given-{uuid.uuid4().hex[:8]}"
        tool = {**said[TOOL], **({"deployment_id": self.deployment} if self.deployment else {})}
        return {**said, "client_id": self.lms.client_id, TOOL: tool}


def whole(connection: socket.socket, asked: bytes) -> bytes:
    """The question with all of its body: an answer to half of one would break the line off."""
    head, _blank, body = asked.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def _over(good: dict[str, Any], changed: Any) -> bytes:
    if isinstance(changed, bytes):
        return changed
    if not isinstance(changed, dict):
        return json.dumps(changed).encode()
    whole = {**good, **changed}
    return json.dumps({name: value for name, value in whole.items() if value is not ABSENT}).encode()
