"""Something shared with one group in two clicks, opened and found helpful there, and found by nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.clicks import tick
from tests.harness.visitors import Visitor, assert_cross_site, visit

TITLE = "Count to five before you rescue them"
WORDS = "The silence is where the other person does the thinking"
NOTE = "For Tuesday"
COMMENT = "I reached four"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_page_is_shared_with_one_group_opened_helpful_and_seen_by_its_mentor(window, busy_demo, scripts):
    def come(name: str) -> Visitor:
        visitor = visit(window(1200, height=900, scripts=scripts), busy_demo, name, scripts=scripts)
        assert_cross_site(visitor, busy_demo)
        return visitor

    title = TITLE if scripts else f"{TITLE}, again"
    mentor, mentee, other = come("Amara Okafor"), come("Fatima Zahra Benali"), come("Aroha Ngata")

    shares(mentor, title)
    place = opens(mentee, title)
    assert other.go(place) == 404
    other.go("/resources/shared")
    expect(other.frame.get_by_text(title, exact=True)).to_have_count(0)

    mentor.go(place)
    expect(mentor.frame.get_by_text(COMMENT)).to_be_visible()
    mentor.follow("What came of it")
    row = mentor.frame.get_by_role("listitem").filter(has_text="Fatima Zahra Benali")
    expect(row).to_contain_text("opened on one day, today")
    expect(row).to_contain_text("helped")


def shares(mentor: Visitor, title: str) -> None:
    mentor.go("/groups/")
    mentor.follow("Share something")
    tick(mentor.frame.get_by_label("A page written here"))
    mentor.fill(title=title, note=NOTE)
    mentor.write("Words", WORDS)
    expect(mentor.frame.get_by_label("With whom").locator("option:checked")).to_have_text("Day shift")
    mentor.press("Share it")
    expect(mentor.frame.get_by_text("Shared with Day shift.")).to_be_visible()


def opens(mentee: Visitor, title: str) -> str:
    mentee.go("/course/")
    mentee.follow("Shared with me")
    expect(mentee.frame.get_by_role("listitem").filter(has_text=NOTE).first).to_contain_text("Amara Okafor")
    mentee.follow(title, exact=True)
    expect(mentee.frame.get_by_text(WORDS)).to_be_visible()
    expect(mentee.frame.get_by_text("Seen by Day shift and whoever shared it")).to_be_visible()
    mentee.press("It helped me")
    expect(mentee.frame.get_by_role("button", name="It helped me", pressed=True)).to_be_visible()
    mentee.write("Ask or comment", COMMENT)
    mentee.press("Post", exact=True)
    expect(mentee.frame.get_by_text(COMMENT)).to_be_visible()
    return mentee.path
