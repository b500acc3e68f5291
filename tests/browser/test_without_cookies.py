"""Frames that keep no cookies: the way in by a window of its own, with and without the LMS's storage."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import FrameLocator, Page, Request, expect

from tests.fakes.demonstration import Demonstration
from tests.harness.browser import Windows, barriers
from tests.harness.clicks import leave, onward

VISIT = re.compile(r"/v/[\w-]{43}/")
Start = Callable[..., tuple[Page, FrameLocator]]


@pytest.fixture
def start(window: Windows, empty_demo: Demonstration) -> Start:
    """Opens a course of the LMS with the tool in a frame, whose cookies fall both ways where the tool's requests come
    in; `storage` is what the LMS offers instead."""

    def opened(storage: str = "", cookies: bool = False, **how: Any) -> tuple[Page, FrameLocator]:
        empty_demo.world.faults.storage, empty_demo.world.faults.no_cookies = storage, not cookies
        page = window(**how)
        page.request.post(f"{empty_demo.lms}/sign-in", form={"who": "fatima"})
        page.goto(empty_demo.frame("fatima"))
        return page, page.frame_locator("iframe.tool")

    return opened


def press(page: Page, frame: FrameLocator) -> Page:
    """The button in the frame; the window that it opens."""
    with page.context.expect_page() as opened:
        leave(page, frame.get_by_role("button", name="Open Tandem in a window"))
    return opened.value


def note(asked: Request, launches: list[dict[str, list[str]]]) -> None:
    """Keep what was posted to a launch."""
    if asked.url.endswith("/lti/launch"):
        launches.append(parse_qs(asked.post_data or ""))


def go_in(page: Page, frame: FrameLocator) -> Page:
    """Through the window, which asks, to the first page of the visit."""
    own = press(page, frame)
    expect(own.get_by_role("heading", level=1)).to_contain_text("Continue as Fatima")
    assert not VISIT.search(own.url)
    leave(own, own.get_by_role("button", name=re.compile("^Continue as Fatima")))
    own.wait_for_url(VISIT)
    return own


@pytest.mark.parametrize("storage", ["", "frame", "parent"])
def test_a_button_leads_to_a_window_that_asks_and_works(start, empty_demo, storage):
    own = go_in(*start(storage))

    back = own.get_by_role("link", name="Back to your learning site")
    expect(back).to_have_attribute("href", empty_demo.lms)
    me = VISIT.search(own.url)
    assert me
    own.goto(f"{empty_demo.tool}{me[0]}me")
    own.get_by_label("Name shown").fill("Zahra")
    leave(own, own.get_by_role("button", name="Save how I am shown"))
    expect(own.get_by_text("Saved.")).to_be_visible()


def test_nothing_opens_by_itself(start):
    page, frame = start("frame")

    frame.get_by_role("button", name="Open Tandem in a window").wait_for()

    assert len(page.context.pages) == 1


def test_the_pages_on_the_way_stand_in_nobodys_way(start):
    page, frame = start()
    frame.get_by_role("button", name="Open Tandem in a window").wait_for()
    inside = next(one for one in page.frames if one.url.endswith("/lti/launch"))

    assert barriers(inside) == []
    assert barriers(press(page, frame)) == []


def test_the_buttons_work_without_scripts(start):
    page, frame = start(scripts=False)
    onward(page, frame.get_by_role("button", name="Continue"))
    onward(page, frame.get_by_role("button", name="Continue"))

    assert go_in(page, frame)


def test_the_way_over_the_platforms_storage_has_links_too(start):
    page, frame = start("parent", scripts=False)
    onward(page, frame.get_by_role("button", name="Continue"))
    onward(page, frame.get_by_role("link", name="Go on"))
    onward(page, frame.get_by_role("button", name="Continue"))
    onward(page, frame.get_by_role("button", name="Go on"))

    assert go_in(page, frame)


@pytest.mark.parametrize("storage", ["frame", "parent"])
def test_the_platform_gives_the_proof_back(start, empty_demo, storage):
    page, frame = start("")
    button = frame.get_by_role("button", name="Open Tandem in a window")
    button.wait_for()
    launches: list[dict[str, list[str]]] = []
    page.on("request", lambda asked: note(asked, launches))

    empty_demo.world.faults.storage = storage
    page.reload()
    button.wait_for()

    assert [len(launch.get("proof", [""])[0]) for launch in launches] == [0, 43]


@pytest.mark.parametrize("storage", ["", "frame", "parent"])
def test_where_cookies_stay_nothing_asks(start, storage):
    page, frame = start(storage, cookies=True)

    frame.get_by_text("Your menu").wait_for(state="attached")

    assert any(VISIT.search(one.url) for one in page.frames)
