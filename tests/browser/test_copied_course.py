"""A teacher copies a course in the LMS: opened there, Tandem knows of which course, and brings its outline."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.fakes.demonstration import Demonstration
from tests.harness.browser import Windows, barriers
from tests.harness.clicks import leave
from tests.harness.visitors import FIRST, Visitor, visit

TITLE = "Spring intake of new leads"  # unlike the first one's: others look for that by its name


def test_a_copied_course_brings_the_outline_of_its_origin(window: Windows, busy_demo: Demonstration):
    page = window(1100, height=900)
    outline = sections_of(visit(page, busy_demo, "Helena Brandt"))
    copies_the_course(page, busy_demo)

    lead = opens_tandem(page, busy_demo)
    takes_the_outline_over(lead)

    assert sections_of(lead) == outline
    lead.follow("People", exact=True)
    expect(lead.frame.locator("main")).to_contain_text("Helena Brandt")
    for name in ("Amara Okafor", "Fatima Zahra Benali"):
        expect(lead.frame.locator("main")).not_to_contain_text(name)


def sections_of(lead: Visitor) -> list[str]:
    lead.go("/course/")
    found = lead.frame.get_by_role("list", name="Sections").get_by_role("heading").all_inner_texts()
    assert len(found) > 4
    return found


def copies_the_course(page: Page, demo: Demonstration) -> None:
    page.goto(demo.frame("helena"))
    leave(page, page.get_by_role("link", name="Copy", exact=True))
    assert barriers(page) == []
    field = page.get_by_label("Title of the copy")
    expect(field).to_have_value(f"{FIRST}, copy")
    field.fill(TITLE)
    leave(page, page.get_by_role("button", name="Copy this course"))
    expect(page.get_by_role("status")).to_contain_text("This is the copy")
    expect(page.get_by_text(TITLE)).to_be_visible()


def opens_tandem(page: Page, demo: Demonstration) -> Visitor:
    element = page.wait_for_selector("iframe.tool")
    frame = element.content_frame() if element else None
    assert frame, "the course page holds no frame"
    frame.wait_for_url(lambda url: url.startswith(f"{demo.tool}/v/"))
    return Visitor(page, frame)


def takes_the_outline_over(lead: Visitor) -> None:
    expect(lead.heading()).to_have_text("Choose a programme")
    lead.follow("Is this course a copy of another one?")
    told = lead.frame.get_by_role("listitem").filter(has_text=FIRST)
    expect(told).to_contain_text("Your learning site says that this course was copied from it.")
    lead.follow("See what would come")
    expect(lead.heading()).to_have_text(re.compile(f"from “{FIRST}”"))
    lead.press("Take it over")
    expect(lead.heading()).to_have_text("Who is in the course")
