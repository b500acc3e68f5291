"""Something brought up in a group, answered with a mention by keyboard, heard of by the bell, flagged and put away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.clicks import leave
from tests.harness.visitors import Visitor, assert_cross_site, visit

WORDS = "Where do we meet next time"
ANSWER = "In the small kitchen"
MENTEE = "Fatima Zahra Benali"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_topic_is_brought_up_answered_heard_of_and_put_away(window, busy_demo, scripts):
    def come(name: str) -> Visitor:
        visitor = visit(window(1200, height=900, scripts=scripts), busy_demo, name, scripts=scripts)
        assert_cross_site(visitor, busy_demo)
        return visitor

    title = "A kitchen or a hall" if scripts else "A kitchen or a hall, again"
    mentee, mentor, lead = come(MENTEE), come("Amara Okafor"), come("Helena Brandt")

    brings_up(mentee, title)
    answers(mentor, title, scripts=scripts)

    mentee.go("/discussions/news")
    news = mentee.frame.get_by_role("listitem").filter(has_text=title)
    expect(news).to_contain_text("mentions you")
    expect(mentee.frame.get_by_role("link", name="News: ")).to_be_visible()

    flags(mentor, title)
    puts_away(lead, title)
    mentor.go("/topics/")
    mentor.follow(title, exact=True)
    expect(mentor.frame.get_by_text("Put away by those who look after this talk")).to_be_visible()
    expect(mentor.frame.get_by_text(WORDS)).to_have_count(0)


def brings_up(mentee: Visitor, title: str) -> None:
    mentee.go("/topics/")
    mentee.follow("Bring something up")
    mentee.fill(title=title)
    mentee.choose("With whom", "Day shift")
    mentee.write("Your words", WORDS)
    mentee.press("Bring it up")
    expect(mentee.heading()).to_have_text(title)
    expect(mentee.frame.get_by_text("Seen by Day shift").last).to_be_visible()


def answers(mentor: Visitor, title: str, *, scripts: bool) -> None:
    mentor.go("/topics/")
    mentor.follow(title, exact=True)
    box = mentor.box("Ask or comment")
    box.click()
    if scripts:
        box.press_sequentially(f"{ANSWER}, @Fat", delay=40)
        expect(mentor.frame.get_by_role("option", name=MENTEE)).to_be_visible()
        box.press("Enter")
        expect(box).to_contain_text(f"@{MENTEE}")
    else:
        box.fill(f"{ANSWER}, @{MENTEE}")
    mentor.press("Post")
    expect(mentor.frame.get_by_text(ANSWER)).to_be_visible()


def flags(mentor: Visitor, title: str) -> None:
    post = mentor.frame.get_by_role("article").filter(has_text=WORDS)
    leave(mentor.page, post.get_by_role("link", name="Flag"))
    expect(mentor.heading()).to_have_text("Ask for this to be looked at")
    mentor.choose("What is wrong with it", "It does not belong here")
    mentor.press("Ask the leads to look")
    expect(mentor.heading()).to_have_text(title)
    expect(mentor.frame.get_by_text("You asked for this to be looked at.")).to_be_visible()


def puts_away(lead: Visitor, title: str) -> None:
    lead.go("/discussions/flags")
    expect(lead.frame.get_by_text(title)).to_have_count(0)  # a group's talk is not a lead's to read
    post = lead.frame.get_by_role("article").filter(has_text=WORDS)
    expect(post).to_contain_text("in talk that is not yours to read")
    leave(lead.page, post.get_by_role("button", name="Put it away"))  # another waits there too
    expect(lead.frame.get_by_text(WORDS)).to_have_count(0)
