"""An administrator pastes an invitation into the LMS, which opens it in a frame and hears when it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from plugin.database import transaction
from plugin.lti.registration import actions
from tests.browser.test_way_in import sign_in
from tests.fakes.demonstration import Demonstration, demonstration
from tests.harness.browser import barriers
from tests.harness.clicks import leave
from tests.harness.databases import Databases
from tests.harness.house import built, closed


@pytest.fixture
def invited(databases: Databases) -> Iterator[tuple[Demonstration, str]]:
    """A demonstration nobody came to yet, and the address of an invitation that its operator made."""
    url = databases.fresh()
    with demonstration(url, history=False) as demo:
        app = built(database_url=url)
        with app.app_context(), transaction():
            _made, token = actions.invite()
        closed(app)
        yield demo, f"{demo.tool}/lti/register/{token}"


def paste(page: Page, demo: Demonstration, address: str) -> None:
    """Add a tool, as somebody who runs the LMS does."""
    admin = next(account.key for account in demo.world.accounts if account.administrator)
    sign_in(page, demo, admin)
    page.goto(f"{demo.lms}/as/{admin}/office/tools")
    page.get_by_role("textbox").fill(address)
    leave(page, page.get_by_role("button", name="Add the tool"))


def test_the_lms_hears_that_it_is_done_and_shows_the_tool(window, invited):
    demo, address = invited
    page = window()
    before = len(demo.world.memory.tools)

    paste(page, demo, address)

    page.wait_for_url(re.compile(r"/office/tools$"))
    expect(page.get_by_role("heading", name="Tandem")).to_have_count(before + 1)
    assert demo.world.memory.tools[-1].login_url == f"{demo.tool}/lti/login"


@pytest.mark.parametrize("width", [360, 1100])
def test_without_scripts_the_words_stay_and_say_what_is_next(window, invited, width):
    demo, address = invited
    page = window(width, scripts=False)

    paste(page, demo, address)

    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Connected")).to_be_visible()
    expect(frame.get_by_text("Close this page and go back to your learning site")).to_be_visible()
    expect(frame.get_by_role("button")).to_have_count(0)


def test_a_refusal_is_read_in_the_frame_and_has_no_barriers(window, invited):
    demo, address = invited
    page = window(360)

    paste(page, demo, address + "x")

    frame = page.wait_for_selector("iframe").content_frame()
    assert frame
    expect(frame.get_by_role("heading", name="This address is not known here")).to_be_visible()
    assert barriers(frame) == []
