"""The operator's page in a real browser: opened once, for that browser alone, with nothing in anybody's way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from plugin.doctor import visits
from tests.fakes.demonstration import demonstration
from tests.harness.browser import barriers_in_looks, wider_than
from tests.harness.clicks import leave
from tests.harness.databases import Databases
from tests.harness.house import built, closed


@pytest.fixture
def address(databases: Databases) -> Iterator[str]:
    """What `tandem doctor --web` prints, for an installation that a demonstration LMS is connected to."""
    where = databases.fresh()
    with demonstration(where, history=False) as running:
        app = built(database_url=where)
        with app.app_context():
            token, _ends = visits.make()
        yield f"{running.tool}/doctor/{token}"
        closed(app)


def test_an_operator_opens_the_doctor_once(window, address):
    page = window(1100)
    page.goto(address)
    leave(page, page.get_by_role("button").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("localhost")
    assert barriers_in_looks(page) == []
    assert not wider_than(page, 320)

    other = window(1100)
    answer = other.goto(address)
    assert answer.status == 404
