"""Fixtures of a played learning site that is registered, with a course whose members it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any, TypeVar

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from flask import Flask

from plugin.lti.models import Context, Platform
from plugin.lti.queries import Known, platform_now
from plugin.lti.services import connector
from tests.factories import a_company, a_deployment, a_platform
from tests.factories.places import kept
from tests.fakes.memberships import COURSE, Site, served
from tests.harness.isolation import apart

T = TypeVar("T")


@pytest.fixture(scope="session")
def own_keys() -> list[RSAPrivateKey]:
    """Our two keys; making them is slow."""
    return [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]


@pytest.fixture
def quick_keys(own_keys: list[RSAPrivateKey], monkeypatch: pytest.MonkeyPatch) -> None:
    made = cycle(own_keys)
    monkeypatch.setattr("plugin.lti.keys.rsa.generate_private_key", lambda **_named: next(made))


@pytest.fixture
def site(own_keys: list[RSAPrivateKey], quick_keys: None) -> Iterator[Site]:
    """The learning site, answering on loopback."""
    with served(Site(keys=[key.public_key() for key in own_keys])) as site:
        yield site


@pytest.fixture
def private(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registered platforms may live on loopback and speak http."""
    monkeypatch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], allow_private_hosts=True))


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long we left the site alone, without the time passing."""
    taken: list[float] = []
    monkeypatch.setattr(connector, "rest", taken.append)
    return taken


@dataclass
class Listed:
    """The course whose members the site lists, and how to work with it as a job would."""

    app: Flask
    site: Site
    context: Context
    platform: Platform

    def known(self) -> Known:
        """The platform as the services see it."""
        found = platform_now(self.platform.id)
        assert found
        return found

    def apart(self, call: Callable[..., T], *args: Any, **named: Any) -> T:
        """Call outside the test's transaction, with an application context of its own."""

        def called() -> T:
            with self.app.app_context():
                return call(*args, **named)

        return apart(called)


@pytest.fixture
def listed(app: Flask, private: None, site: Site, rests: list[float]) -> Listed:
    return a_listed_course(app, site)


def a_listed_course(app: Flask, site: Site, **said: Any) -> Listed:
    """A course of the site, in a company of its own."""
    found_at = {
        "auth_login_url": f"{site.origin}/auth",
        "auth_token_url": f"{site.origin}/token",
        "key_set_url": f"{site.origin}/keys",
    }
    platform = a_platform(**{**found_at, "client_id": site.client_id, **said})
    company = a_company()
    a_deployment(platform, company)
    where = {"company_id": company.id, "platform_id": platform.id, "made_at": platform.made_at}
    context = Context(lms_id=COURSE, title="A course", memberships_url=site.url, **where)
    return Listed(app, site, kept(context), platform)
