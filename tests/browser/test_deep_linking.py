"""A lead adds a section from the LMS's editor, in its frame, with and without cookies; a mentee opens the new link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.fakes.demonstration import Demonstration
from tests.harness.browser import Windows, barriers
from tests.harness.clicks import leave, onward, tick, unfold

SECTION = "Feedback and handing over"
ADD = "Add it to the course"


@pytest.fixture
def demo(busy_demo: Demonstration) -> Iterator[Demonstration]:
    """The demonstration, whose faults are afterwards what they were: others come in over the storage that it offers."""
    faults = busy_demo.world.faults
    were = replace(faults)
    yield busy_demo
    faults.no_cookies, faults.storage = were.no_cookies, were.storage


def signed_in(page: Page, demo: Demonstration, who: str) -> None:
    page.request.post(f"{demo.lms}/sign-in", form={"who": who})


def editor(page: Page, demo: Demonstration) -> FrameLocator:
    """The LMS's editor with ours in its frame."""
    signed_in(page, demo, "helena")
    page.goto(f"{demo.frame('helena')}/add")
    leave(page, page.get_by_role("link", name=re.compile("^Add something from")))
    return page.frame_locator("iframe.tool")


def open_as_fatima(page: Page, demo: Demonstration, title: str) -> None:
    """A mentee finds the link on the course's page, and what it was made for behind it."""
    signed_in(page, demo, "fatima")
    page.goto(demo.frame("fatima"))
    leave(page, page.get_by_role("link", name=title, exact=True).last)
    frame = page.frame_locator("iframe.tool")
    expect(frame.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("storage", [None, "", "frame"], ids=["cookies", "none", "storage"])
def test_a_lead_adds_a_section_and_a_mentee_opens_it(
    window: Windows, demo: Demonstration, storage: str | None
):
    demo.world.faults.no_cookies, demo.world.faults.storage = storage is not None, storage or ""
    page = window()
    frame = editor(page, demo)

    tick(frame.get_by_role("checkbox", name=SECTION))
    inside = next(one for one in page.frames if one.url.startswith(demo.tool))
    assert barriers(inside) == []
    assert ("/v/" in inside.url) == (storage is None)
    leave(page, frame.get_by_role("button", name=ADD))

    expect(page.get_by_text(f"Added: {SECTION}")).to_be_visible()
    assert len(page.context.pages) == 1
    demo.world.faults.no_cookies, demo.world.faults.storage = False, ""
    open_as_fatima(window(360), demo, SECTION)


def test_the_buttons_do_it_without_scripts(window: Windows, demo: Demonstration):
    demo.world.faults.no_cookies, demo.world.faults.storage = True, ""
    page = window(scripts=False)
    frame = editor(page, demo)
    for _ in range(2):
        onward(page, frame.get_by_role("button", name="Continue"))

    unfold(frame.get_by_text(re.compile(r"^Or one of the \d+ things in it")).first)
    tick(frame.get_by_role("checkbox", name=re.compile("with its discussion")).first)
    onward(page, frame.get_by_role("button", name=ADD))
    leave(page, frame.get_by_role("button", name="Add it", exact=True))

    expect(frame.get_by_role("link", name=re.compile("^Back to"))).to_be_visible()


def test_a_choice_is_asked_for(window: Windows, demo: Demonstration):
    page = window(360)
    frame = editor(page, demo)
    leave(page, frame.get_by_role("button", name=ADD))

    expect(frame.get_by_role("alert")).to_be_focused()
    inside = next(one for one in page.frames if one.url.startswith(demo.tool))
    assert barriers(inside) == []
