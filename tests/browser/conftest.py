"""A browser, and the demonstration LMS with Tandem in its cross-site frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.fakes.demonstration import Demonstration, demonstration
from tests.harness.browser import MISSING, PATIENCE, Windows, chromium, executable, must_be_there
from tests.harness.databases import Databases

HERE = Path(__file__).parent
# What was waited for in vain is tried once more, from the beginning: another machine's other work can outlast every
# patience. Whatever else fails has failed. The second try is named in pytest's summary.
WAITED_IN_VAIN = ["TimeoutError", "Locator expected", "no click"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What a browser shows does not depend on the database: on the second one, only marked journeys run."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WAITED_IN_VAIN))
    if config.getoption("--database") != "sqlite":
        left_out = [item for item in ours if not item.get_closest_marker("both_databases")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker. A machine without one skips, and says so at the end; CI fails."""
    path = executable()
    if path is None:
        (pytest.fail if must_be_there() else pytest.skip)(MISSING)
    expect.set_options(timeout=PATIENCE)
    with chromium(path) as running:
        yield running


@pytest.fixture
def window(browser: Browser) -> Iterator[Windows]:
    """`window(width=360, dark=True, scripts=False)` opens one; a blocked script or style fails the test."""
    windows = Windows(browser)
    yield windows
    windows.close()
    assert windows.complaints == []


@pytest.fixture(scope="session")
def demo(databases: Databases) -> Iterator[Demonstration]:
    """The demonstration with its history: for looking."""
    with demonstration(databases.fresh()) as running:
        yield running


@pytest.fixture(scope="session")
def busy_demo(databases: Databases) -> Iterator[Demonstration]:
    """The same for writing into: a test there looks at nothing but what it wrote itself."""
    with demonstration(databases.fresh()) as running:
        yield running


@pytest.fixture
def empty_demo(databases: Databases) -> Iterator[Demonstration]:
    """The demonstration before anybody came: for journeys from the beginning."""
    with demonstration(databases.fresh(), history=False) as running:
        yield running
