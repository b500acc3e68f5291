"""Fixtures for every room: a database that starts empty, the application, and somebody's browser in front of it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from plugin import logs
from plugin.database import db
from tests.harness import browser
from tests.harness import databases as stores
from tests.harness.effort import EFFORT
from tests.harness.house import built, closed
from tests.harness.isolation import Client, apart, rolled_back
from tests.harness.second import is_asked_again

SERVER = pytest.StashKey[Any]()
hypothesis_settings.register_profile("house", max_examples=max(10, int(200 * EFFORT)), deadline=None)
hypothesis_settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="what the tests run on"
    )


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL for the run: the process that hands out the tests starts it, its workers inherit the address."""
    if config.getoption("--database") == "postgresql" and not hasattr(config, "workerinput"):
        from tests.harness import postgres

        with warnings.catch_warnings(action="ignore"):
            config.stash[SERVER] = postgres.start()
        os.environ[stores.SERVER] = config.stash[SERVER].get_uri()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") != "sqlite":
        left_out = [item for item in items if not is_asked_again(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if is_asked_again(item)]


def pytest_unconfigure(config: pytest.Config) -> None:
    if server := config.stash.get(SERVER, None):
        from tests.harness import postgres

        postgres.stop(server)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A green run without a browser is no green run: say so where nobody can overlook it."""
    unseen = [r for r in terminalreporter.stats.get("skipped", []) if browser.MISSING in str(r.longrepr)]
    if unseen:
        terminalreporter.section("THE BROWSER TESTS DID NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(unseen)} were skipped: {browser.MISSING}. As root: apt-get install chromium"
        )


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> stores.Databases:
    """Where databases come from: `fresh()` gives the URL of a new one."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    own = tmp_path_factory.getbasetemp()
    shared: Path = own if worker == "alone" else own.parent
    return stores.Databases(request.config.getoption("--database"), shared, worker)


@pytest.fixture(scope="session")
def _app(databases: stores.Databases) -> Iterator[Flask]:
    app = built(database_url=databases.fresh())
    app.test_client_class = Client
    yield app
    closed(app)


@pytest.fixture
def app(_app: Flask) -> Iterator[Flask]:
    """The application inside one transaction that is rolled back; an application context is open."""
    logs.start(_app.config["TANDEM"].log_level)  # another test may have built a quieter one since
    with rolled_back(_app):
        yield _app


@pytest.fixture
def session(app: Flask) -> Any:
    """The test's own database session."""
    return db.session


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a visit; tests.factories.visits gives it one."""
    return app.test_client()


@pytest.fixture
def run(app: Flask) -> Callable[..., Any]:
    """Run a command as somebody at a terminal would: `run('lti', 'platforms')`."""

    def invoked(words: tuple[str, ...], named: dict[str, Any]) -> Any:
        with app.app_context():  # Flask's commands ask for one, and take 'none at all' for a crash
            return app.test_cli_runner().invoke(args=words, **named)

    return lambda *words, **named: apart(invoked, words, named)


@pytest.fixture
def real_app(databases: stores.Databases) -> Iterator[Flask]:
    """An application with a database of its own that really commits: for threads, processes and browsers."""
    app = built(database_url=databases.fresh())
    yield app
    closed(app)
