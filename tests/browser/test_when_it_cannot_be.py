"""When something cannot be: the page says so in words, gives back what was typed, and is as sound as any other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from plugin import clock
from tests.harness.browser import barriers_in_looks, wider_than
from tests.harness.visitors import Visitor, visit, visit_in_a_tab

MENTEE = "Fatima Zahra Benali"
NOBODYS = "01999999-9999-7999-8999-999999999999"
# What a mentee may ask for and does not get, with the status of the page that says so.
REFUSED = {f"/goals/{NOBODYS}": 404, "/groups/": 403}
UNKNOWN = {"/no-such-page": 404, f"/discussions/on/resource/{NOBODYS}": 405}
PROBLEM = "The problem, as you would tell it to a friend"


def assert_sound(page: Page) -> None:
    """One heading, nothing in anybody's way, no sideways scrolling."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert barriers_in_looks(page) == []
    assert not wider_than(page, 320)


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_not_for_me_says_so_and_leads_back(window, demo, path):
    mentee = visit_in_a_tab(window(), demo, MENTEE)

    assert mentee.go(path) == REFUSED[path]

    assert_sound(mentee.page)
    expect(mentee.frame.get_by_text("give them this reference")).to_be_visible()
    mentee.follow("Go to the first page")
    expect(mentee.heading()).to_have_text("Your journey")


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_address_that_is_no_page_says_so(window, demo, path):
    mentee = visit_in_a_tab(window(), demo, MENTEE)

    assert mentee.go(path) == UNKNOWN[path]

    assert_sound(mentee.page)
    expect(mentee.frame.get_by_text("give them this reference")).to_be_visible()


def writes_a_goal(mentee: Visitor) -> None:
    """Write a goal, and do not send it yet. Words that are kept come back to their writer, so each test has its own."""
    mentee.go("/goals/new")
    mentee.write(PROBLEM, "It took me three hours to write this")
    mentee.fill(title="Not to lose an hour")


@contextmanager
def hours_later() -> Iterator[None]:
    """The product's clock is turned on: every visit is over."""
    later = clock.now() + timedelta(hours=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: later)
        yield


def test_a_visit_that_is_over_keeps_what_was_typed_in_its_form(window, busy_demo):
    page = window()
    mentee = visit(page, busy_demo, "Kwame Mensah")
    writes_a_goal(mentee)

    with hours_later():
        mentee.press("Keep this goal")

    expect(mentee.heading()).to_have_text("Please open it again from your learning site")
    expect(mentee.frame.get_by_text("What you had written is kept")).to_be_visible()
    mentee = visit(page, busy_demo, "Kwame Mensah")
    mentee.go("/goals/new")
    expect(mentee.box(PROBLEM)).to_have_text("It took me three hours to write this")
    expect(mentee.frame.locator("input[name=title]")).to_have_value("Not to lose an hour")


def test_the_page_of_a_visit_that_is_over_is_sound(window, busy_demo):
    mentee = visit_in_a_tab(window(), busy_demo, "Rahul Deshpande")
    writes_a_goal(mentee)

    with hours_later():
        mentee.press("Keep this goal")

    assert_sound(mentee.page)


def test_where_the_browsers_key_is_gone_what_was_typed_is_given_back(window, busy_demo):
    mentee = visit_in_a_tab(window(), busy_demo, "Mei-Ling Tan")
    writes_a_goal(mentee)

    mentee.page.context.clear_cookies()
    mentee.press("Keep this goal")

    expect(mentee.heading()).to_have_text("Your browser did not bring our cookie")
    expect(mentee.frame.get_by_label("Problem")).to_have_value("It took me three hours to write this")
    expect(mentee.frame.get_by_label("Title")).to_have_value("Not to lose an hour")
    assert_sound(mentee.page)


def test_a_launch_without_its_message_is_refused_in_words(window, demo):
    page = window()

    answer = page.goto(f"{demo.tool}/lti/login")

    assert answer is not None
    assert answer.status == 400
    expect(page.get_by_role("heading", level=1)).to_have_text("We could not let you in this time")
    expect(page.get_by_text("The learning site began a login without")).to_be_visible()
    assert_sound(page)
