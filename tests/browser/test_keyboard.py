"""The keyboard alone: from the LMS's page into the frame, through a page in the order of reading, and to a comment."""

from __future__ import annotations

import re
from itertools import groupby

from playwright.sync_api import expect

from tests.harness.clicks import leave
from tests.harness.visitors import Visitor, visit

LEAD, MENTEE = "Helena Brandt", "Fatima Zahra Benali"
READER = "Samir Haddad"  # who writes nothing here: what is half written would stand on top of the first page
WORDS = "By hand, and by hand alone"
FURTHEST = 100  # stops, before a page counts as one that the keyboard cannot cross
# How the focus is drawn: the same everywhere, whatever it is on.
RING = """() => {
  const drawn = getComputedStyle(document.activeElement);
  return [drawn.outlineStyle, drawn.outlineWidth, drawn.outlineOffset, drawn.outlineColor];
}"""
# In which part of the page the focus stands; '' where it has left the frame.
PART = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || !document.hasFocus()) return "";
  if (at.matches(".skip")) return "skip link";
  if (at.closest("header.frame")) return "header";
  if (at.closest("footer")) return "foot";
  if (at.matches("main > .back")) return "way up";
  if (at.closest(".head")) return "heading";
  return at.closest("aside") ? "side column" : "content";
}"""


def tabbed_to(visitor: Visitor, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(FURTHEST):
        visitor.page.keyboard.press("Tab")
        if visitor.frame.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard never came to {selector}")


def test_the_focus_goes_through_a_page_in_the_order_of_reading(window, demo):
    mentee = visit(window(1300, height=900), demo, MENTEE)
    mentee.follow("Goals", exact=True)
    mentee.follow("Say the hard thing within two days")
    tabbed_to(mentee, ".skip")

    parts = ["skip link"]
    while parts[-1] and len(parts) < FURTHEST:
        mentee.page.keyboard.press("Tab")
        parts.append(mentee.frame.evaluate(PART))

    seen = [part for part, _stops in groupby(parts) if part]
    assert seen == ["skip link", "header", "way up", "heading", "content", "side column", "foot"]


def test_the_skip_link_leads_past_the_header(window, demo):
    mentee = visit(window(), demo, READER)
    tabbed_to(mentee, ".skip")
    expect(mentee.frame.locator(".skip")).to_be_in_viewport()

    mentee.page.keyboard.press("Enter")

    expect(mentee.frame.locator("main")).to_be_focused()
    mentee.page.keyboard.press("Tab")
    assert mentee.frame.evaluate(PART) == "heading"


def test_the_focus_looks_the_same_on_a_link_and_on_the_menu(window, demo):
    mentee = visit(window(), demo, MENTEE)
    tabbed_to(mentee, ".tabs a")
    ring = mentee.frame.evaluate(RING)
    tabbed_to(mentee, ".menu > summary")

    assert ring[:3] == ["solid", "2px", "2px"]
    assert mentee.frame.evaluate(RING) == ring


def test_the_menu_opens_and_closes_with_keys(window, demo):
    mentee = visit(window(), demo, MENTEE)
    menu = mentee.frame.locator("details.menu")
    tabbed_to(mentee, ".menu > summary")

    mentee.page.keyboard.press("Enter")
    expect(menu.get_by_role("link").first).to_be_visible()
    mentee.page.keyboard.press("Tab")
    mentee.page.keyboard.press("Escape")

    expect(menu.get_by_role("link").first).not_to_be_visible()
    expect(menu.locator("summary")).to_be_focused()


def test_a_comment_is_written_without_a_mouse(window, busy_demo):
    mentee = visit(window(1300, height=900), busy_demo, MENTEE)
    mentee.follow("Feedback and handing over")
    mentee.follow("The first weeks: what six of us wish we had known")
    keys = mentee.page.keyboard

    tabbed_to(mentee, ".head a.main")
    keys.press("Enter")  # the main action leads to the composer
    tabbed_to(mentee, "trix-editor")
    keys.type(WORDS)
    mentee.written("Ask or comment", WORDS)
    tabbed_to(mentee, "button[type=submit]")
    with mentee.frame.expect_navigation():
        keys.press("Enter")

    post = mentee.frame.get_by_role("article").filter(has_text=WORDS)
    expect(post).to_be_visible()
    keys.press("Tab")  # goes on from the new post, not from the top of the page
    assert post.evaluate("(post) => post.contains(document.activeElement)")


def test_what_to_put_right_takes_the_focus_and_leads_to_the_field(window, busy_demo):
    mentee = visit(window(), busy_demo, MENTEE)
    mentee.go("/goals/new")

    mentee.press("Keep this goal")
    alert = mentee.frame.get_by_role("alert")
    expect(alert).to_be_focused()
    tabbed_to(mentee, "[role=alert] a")
    mentee.page.keyboard.press("Enter")

    expect(mentee.box("The problem, as you would tell it to a friend")).to_be_focused()


def test_a_column_of_the_gradebook_is_chosen_without_a_mouse(window, busy_demo):
    lead = visit(window(1300, height=900), busy_demo, LEAD)
    lead.go("/grades/")
    keys = lead.page.keyboard

    tabbed_to(lead, "input[value='closing']")
    keys.press("Space")
    tabbed_to(lead, "form button[type=submit]")
    with lead.frame.expect_navigation():
        keys.press("Enter")
    column = lead.frame.get_by_role("link", name="Mentoring: the closing")
    expect(column).to_be_visible()


def test_something_is_picked_for_the_course_without_a_mouse(window, busy_demo):
    page = window(1300, height=900)
    page.request.post(f"{busy_demo.lms}/sign-in", form={"who": "helena"})
    page.goto(f"{busy_demo.frame('helena')}/add")
    leave(page, page.get_by_role("link", name=re.compile("^Add something from")))
    page.frame_locator("iframe.tool").get_by_role("button", name="Add it to the course").wait_for()
    lead = Visitor(page, next(one for one in page.frames if one.url.startswith(busy_demo.tool)))

    tabbed_to(lead, "input[type=checkbox][value^='goals.']")
    page.keyboard.press("Space")
    tabbed_to(lead, "form button[type=submit]")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Added: Goals")).to_be_visible()
