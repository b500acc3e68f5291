"""A played LMS that is registered, the network around it, and a browser."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from demo.lms.keys import Key
from plugin import fetch
from plugin.lti.models import Platform
from tests.fakes.platform import FakePlatform
from tests.lti.ways import Browser, Network, registered


@pytest.fixture(scope="session")
def key() -> Key:
    """The LMS's key; making one is slow."""
    return Key.made()


@pytest.fixture(scope="session")
def other_key() -> Key:
    """A key that nobody has published."""
    return Key.made()


@pytest.fixture
def lms(key: Key) -> FakePlatform:
    return FakePlatform(key=key)


@pytest.fixture
def network(lms: FakePlatform, monkeypatch: pytest.MonkeyPatch) -> Network:
    """The LMS publishes its keys; nothing else can be reached."""
    network = Network()
    network.says(lms.key_set_url, lms.jwks())
    monkeypatch.setattr(fetch, "fetch", network.fetch)
    return network


@pytest.fixture
def platform(app: Flask, lms: FakePlatform, network: Network) -> Platform:
    """The LMS, registered, with its deployment let in."""
    return registered(lms)


@pytest.fixture
def browser(client: FlaskClient, lms: FakePlatform, platform: Platform) -> Browser:
    return Browser(client, lms)
