"""A platform played in tests: good claims of a learner and a lead, signed well or tampered with."""

import hashlib
import hmac
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from demo.lms.claims import LTI, Login, Person, Place, Platform, launch_claims
from demo.lms.keys import Key, base64url, key_set

ABSENT = object()
"""Given as a claim's or a header's value, it leaves that claim or header out."""

_LTI_NAMES = {
    *("message_type", "version", "deployment_id", "target_link_uri", "resource_link", "context", "roles"),
    *("role_scope_mentor", "custom", "launch_presentation", "tool_platform", "lis", "for_user"),
}
_PEOPLE = {
    "Learner": Person("learner-1", "Fatima Zahra", "Benali", "fatima@northwind.example"),
    "Instructor": Person("teacher-1", "Helena", "Brandt", "helena@northwind.example"),
}


class FakePlatform:
    """An LMS known by issuer, client id and deployment, with one published key of its own."""

    def __init__(
        self,
        issuer: str = "https://lms.example",
        client_id: str = "tandem-at-lms",
        deployment_id: str = "1",
        *,
        tool: str = "http://localhost",
        key: Key | None = None,
        skew: timedelta = timedelta(0),
    ) -> None:
        self.issuer = issuer
        self.client_id = client_id
        self.deployment_id = deployment_id
        self.key = key or Key.made()
        self.target_link_uri = f"{tool}/lti/launch"
        self.skew = skew
        self.auth_login_url = f"{issuer}/lti/auth"
        self.auth_token_url = f"{issuer}/lti/token"
        self.key_set_url = f"{issuer}/lti/jwks"

    def jwks(self) -> dict[str, Any]:
        return key_set(self.key)

    def claims(self, role: str = "Learner", *, nonce: str | None = None, **overrides: Any) -> dict[str, Any]:
        """Good claims of a 'Learner' or an 'Instructor', then `overrides`: plain claims by name, LTI's by
        their short name (`roles=[]`, `context=None`), others by whole URI; `ABSENT` leaves a claim out."""
        login = Login(
            self.target_link_uri, nonce or f"nonce-{uuid.uuid4().hex}", datetime.now(UTC) + self.skew
        )
        platform = Platform(self.issuer, self.client_id, self.deployment_id, "A real LMS", "guid-1", "moodle")
        claims: dict[str, Any] = launch_claims(platform, _PEOPLE[role], role, self._place(), login)
        claims |= {LTI + name if name in _LTI_NAMES else name: value for name, value in overrides.items()}
        return {name: value for name, value in claims.items() if value is not ABSENT}

    def _place(self) -> Place:
        return Place(
            context_id="course-1",
            label="LEAD1",
            title="Leading your first team",
            link_id="link-1",
            link_title="Mentoring",
            return_url=f"{self.issuer}/courses/course-1",
            custom={"groups": "", "link_hist": "$ResourceLink.id.history"},
        )

    def sign(
        self,
        claims: dict[str, Any],
        *,
        kid: Any = None,
        alg: str = "RS256",
        key: Key | bytes | None = None,
        headers: dict[str, Any] | None = None,
    ) -> str:
        """The claims as a compact token. `kid=ABSENT` sends none; `alg` 'none' signs nothing; 'HS256' takes
        bytes as `key` (by itself the public PEM, the classic confusion); `headers` come last."""
        header = {"typ": "JWT", "alg": alg, "kid": self.key.kid if kid is None else kid, **(headers or {})}
        header = {name: value for name, value in header.items() if value is not ABSENT}
        said = f"{_part(header)}.{_part(claims)}"
        return f"{said}.{base64url(self._signature(said.encode(), alg, key))}"

    def _signature(self, said: bytes, alg: str, key: Key | bytes | None) -> bytes:
        if alg.lower() == "none":
            return b""
        if alg == "HS256":
            secret = key if isinstance(key, bytes) else self.key.public_pem
            return hmac.new(secret, said, hashlib.sha256).digest()
        signer = key if isinstance(key, Key) else self.key
        return signer.private.sign(said, padding.PKCS1v15(), hashes.SHA256())


def _part(value: dict[str, Any]) -> str:
    return base64url(json.dumps(value, separators=(",", ":")).encode())
