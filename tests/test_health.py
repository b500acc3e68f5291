"""Two addresses for whoever watches over the installation."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from plugin import health


def test_a_living_process_says_so(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_ready_means_that_the_migrations_are_at_head(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_an_older_database_is_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "head", lambda: "a later one")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "tandem upgrade" in answer.text


def test_a_silent_database_is_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_connection: object) -> None:
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr("plugin.health.MigrationContext.configure", silent)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
