"""One demonstration LMS for all tests that only look, a fresh one for those that change something."""

import time
import uuid
from dataclasses import replace

import pytest

from demo.lms.app import create_lms
from demo.lms.keys import Key, key_set
from demo.lms.tools import Tool
from demo.people import northwind

ISSUER, TOOL = "http://localhost:8001", "http://127.0.0.1:8000"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@pytest.fixture(scope="session")
def world():
    return northwind(ISSUER, TOOL)


@pytest.fixture(scope="session")
def lms(world):
    return create_lms(world)


@pytest.fixture
def browser(lms):
    return lms.test_client()


@pytest.fixture(scope="session")
def tool_key():
    return Key.made()


class Site:
    """An LMS of the test's own, and its tool as it calls the services."""

    def __init__(self, key):
        self.key, self.published, self.heard = key, [key], []
        self.world = replace(northwind(ISSUER, TOOL), read=self.read, send=self.hear)
        self.client = create_lms(self.world).test_client()
        self.here = f"{ISSUER}/lti/services/courses/first-team"

    def read(self, url):
        assert url == f"{TOOL}/lti/jwks"
        return key_set(*self.published)

    def hear(self, url, said):
        self.heard.append((url, said))

    def another(self):
        """Another registration, of the same tool by the same keys."""
        other = Tool.by_hand("Other", TOOL, "another-client", "2")
        self.world.memory.tools.append(other)
        return other

    def assertion(self, client_id="tandem-demonstration", **changes):
        now = int(time.time())
        good = {"iss": client_id, "sub": client_id, "aud": f"{ISSUER}/lti/token", "jti": uuid.uuid4().hex}
        claims = {**good, "iat": now, "exp": now + 60, **changes}
        return self.key.sign({name: value for name, value in claims.items() if value is not None})

    def ask(self, *scopes, assertion=None, **changes):
        """The answer to a request for a token."""
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": assertion or self.assertion(),
            "scope": " ".join(scopes),
            **changes,
        }
        return self.client.post("/lti/token", data=form, base_url=ISSUER)

    def token(self, *scopes, client_id="tandem-demonstration"):
        return self.ask(*scopes, assertion=self.assertion(client_id)).json["access_token"]

    def call(self, url, scope, accept="*/*", *, method="GET", token=None, **sent):
        headers = {"Authorization": f"Bearer {token or self.token(scope)}", "Accept": accept}
        path = url.removeprefix(ISSUER)
        return self.client.open(path, method=method, headers=headers, base_url=ISSUER, **sent)

    def sign_in(self, who):
        self.client.post("/sign-in", data={"who": who}, base_url=ISSUER)
        return self.client


@pytest.fixture
def site(tool_key):
    return Site(tool_key)
