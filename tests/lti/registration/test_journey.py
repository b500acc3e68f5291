"""An administrator registers, over real lines, and then a launch works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from plugin.lti.models import Company, Deployment
from tests.fakes.lines import Listener, listening
from tests.fakes.platform import FakePlatform
from tests.fakes.registrar import NRPS, Registrar
from tests.lti.registration.ways import Administrator, invitation, only_platform
from tests.lti.ways import Browser, visit_in


@pytest.fixture
def line(app, key, monkeypatch) -> Iterator[tuple[Listener, Registrar]]:
    """An LMS on a line of its own, on a machine that allows such."""
    monkeypatch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], allow_private_hosts=True))
    registrar = Registrar(FakePlatform(key=key))
    with listening(registrar.speak) as listener:
        registrar.lms = FakePlatform(f"http://127.0.0.1:{listener.port}", key=key)
        yield listener, registrar


@pytest.mark.parametrize("token", ["one-time", None])
@pytest.mark.parametrize("deployment", ["1", None])
def test_an_administrator_registers_and_somebody_launches(line, client, session, token, deployment):
    listener, registrar = line
    registrar.deployment = deployment

    answer = Administrator(client, registrar, invitation()).registers(registration_token=token)

    assert answer.status_code == 200
    assert "Connected" in answer.text
    assert [one.bearer for one in registrar.asked] == [token, token]
    platform = only_platform()
    assert (platform.issuer, platform.client_id) == (registrar.lms.issuer, registrar.lms.client_id)
    assert (platform.family, platform.scopes) == ("moodle", [NRPS])
    assert len(session.scalars(select(Company)).all()) == (1 if deployment else 0)

    visit_in(Browser(client, registrar.lms).launch("Instructor"))

    assert [row.state for row in session.scalars(select(Deployment))] == ["approved"]
    assert listener.met == 3  # configuration, registration, keys


def test_a_second_deployment_waits_as_it_does_anywhere(line, client, session):
    _listener, registrar = line
    Administrator(client, registrar, invitation()).registers()

    Browser(client, registrar.lms).launch(deployment_id="another")

    states = {row.lms_id: row.state for row in session.scalars(select(Deployment))}
    assert states == {"1": "approved", "another": "pending"}
