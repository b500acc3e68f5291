"""A mentee and their mentor agree: hopes given alone, words, two signatures, a change; with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.clicks import leave
from tests.harness.visitors import Visitor, assert_cross_site, visit, visit_in_a_tab

MENTOR = "Amara Okafor"


@pytest.mark.parametrize(
    ("mentee", "scripts"),
    [("Kwame Mensah", True), ("Sofia Papadopoulou", False)],
    ids=["scripts", "no scripts"],
)
def test_two_agree(window, busy_demo, mentee, scripts):
    def come(name: str) -> Visitor:
        visitor = visit(window(1100, height=900, scripts=scripts), busy_demo, name, scripts=scripts)
        assert_cross_site(visitor, busy_demo)
        return visitor

    theirs, mentor = come(mentee), come(MENTOR)
    begins(theirs)
    theirs.write("What I hope for", "That Fridays end.")
    theirs.press("Give it")
    expect(theirs.frame.get_by_text("They read yours once they have given theirs.")).to_be_visible()

    mentor.go("/agreements/")
    mentor.follow(mentee)
    expect(mentor.frame.get_by_text("That Fridays end.")).to_have_count(0)
    mentor.write("What I hope for", "To hear what I do not see.")
    mentor.press("Give it")
    expect(mentor.frame.get_by_text("That Fridays end.")).to_be_visible()

    words(mentor, "That Fridays belong to the yard.")
    signs(mentor)
    expect(mentor.frame.get_by_text("one signature is missing")).to_be_visible()
    theirs.go("/agreements/")
    theirs.follow("Your mentors in")
    signs(theirs)
    expect(theirs.frame.get_by_text("signed by everybody")).to_be_visible()

    words(theirs, "Mondays too.")
    expect(theirs.frame.get_by_text("waits for your signature")).to_be_visible()
    expect(theirs.frame.get_by_role("heading", name="What stood there before")).to_be_visible()


def test_an_agreement_stands_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, "Fatima Zahra Benali")
    mentee.go("/agreements/")
    assert barriers_in_looks(mentee.page) == []
    mentee.follow("Your mentors in")
    expect(mentee.frame.get_by_text("signed by everybody")).to_be_visible()
    assert barriers_in_looks(mentee.page) == []


def begins(mentee: Visitor) -> None:
    mentee.go("/course/")
    mentee.follow("What you agreed on")
    leave(mentee.page, mentee.frame.get_by_role("button", name=re.compile("Begin.*Your mentors in")))
    expect(mentee.heading()).to_have_text("Agreement")


def words(one: Visitor, purpose: str) -> None:
    leave(one.page, one.frame.locator("main a[href$='/terms']").first)
    one.write("What this is for", purpose)
    one.press("Keep these words")
    expect(one.heading()).to_have_text("Agreement")


def signs(one: Visitor) -> None:
    one.press("Sign it")
    expect(one.frame.get_by_role("button", name="Sign it")).to_have_count(0)
