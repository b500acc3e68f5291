"""An LMS that wants to register, and an operator's invitation for it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from plugin import fetch
from tests.fakes.platform import FakePlatform
from tests.fakes.registrar import Registrar
from tests.lti.registration.ways import Administrator, invitation


@pytest.fixture
def registrar(lms: FakePlatform, monkeypatch: pytest.MonkeyPatch) -> Registrar:
    """The LMS's registration side; nothing else can be reached."""
    registrar = Registrar(lms)
    monkeypatch.setattr(fetch, "fetch", registrar.fetch)
    return registrar


@pytest.fixture
def admin(app: Flask, client: FlaskClient, registrar: Registrar) -> Administrator:
    """An administrator of that LMS, invited."""
    return Administrator(client, registrar, invitation())
