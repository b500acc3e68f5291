"""The gradebook of the LMS and Tandem's pages about it, in the cross-site frame: there and back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.fakes.demonstration import Demonstration
from tests.harness.browser import Windows, barriers
from tests.harness.clicks import leave, onward, tick

PATH = "Mentoring: the path"


def gradebook(page: Page, demo: Demonstration, who: str) -> None:
    """The LMS's own page of grades."""
    page.request.post(f"{demo.lms}/sign-in", form={"who": who})
    page.goto(f"{demo.frame(who)}/grades")


def test_scores_stand_in_the_lms_and_lead_a_lead_to_the_number(window: Windows, demo: Demonstration):
    page = window()
    gradebook(page, demo, "helena")
    leave(page, page.get_by_role("link", name=re.compile(f"Fatima.*{PATH}")))

    frame = page.frame_locator("iframe.tool")
    expect(frame.get_by_role("heading", level=1, name=PATH)).to_be_visible()
    expect(frame.get_by_role("row").nth(1)).to_contain_text("Fatima Zahra Benali")
    inside = next(one for one in page.frames if one.url.startswith(demo.tool))
    assert barriers(inside) == []


def test_a_mentee_comes_from_their_own_score_to_their_page(window: Windows, demo: Demonstration):
    page = window(360)
    gradebook(page, demo, "fatima")
    expect(page.get_by_role("row")).to_have_count(2)  # nobody else's
    leave(page, page.get_by_role("link", name=re.compile(f"Fatima.*{PATH}")))

    frame = page.frame_locator("iframe.tool")
    expect(frame.get_by_role("heading", name=f"In the gradebook: {PATH}")).to_be_visible()
    inside = next(one for one in page.frames if one.url.startswith(demo.tool))
    assert barriers(inside) == []


def test_a_lead_lets_more_go_there_and_a_mentee_reads_it_first(window: Windows, busy_demo: Demonstration):
    page = window()
    page.request.post(f"{busy_demo.lms}/sign-in", form={"who": "helena"})
    page.goto(busy_demo.frame("helena"))
    frame = page.frame_locator("iframe.tool")
    onward(page, frame.get_by_role("link", name="Course", exact=True))
    onward(page, frame.get_by_role("link", name=re.compile("^What goes to the gradebook")))
    tick(frame.get_by_role("checkbox", name="That the agreement is signed"))
    onward(page, frame.get_by_role("button", name="Send these to the gradebook"))
    expect(frame.get_by_role("link", name="Mentoring: the agreement")).to_be_visible()

    theirs = window(360)
    theirs.request.post(f"{busy_demo.lms}/sign-in", form={"who": "fatima"})
    theirs.goto(busy_demo.frame("fatima"))
    inside = theirs.frame_locator("iframe.tool")
    onward(theirs, inside.get_by_role("link", name=re.compile("^What goes to the gradebook")))
    expect(inside.get_by_role("heading", name="Mentoring: the agreement")).to_be_visible()
    expect(inside.get_by_text("Never what stands in it")).to_be_visible()
