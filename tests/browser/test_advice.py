"""Somebody asks for advice, another answers, and reads what came of it; two rest; with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.clicks import leave, tick
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

ASKS, ANSWERS = "Rahul Deshpande", "Amara Okafor"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_asked_answered_tried(window, busy_demo, scripts):
    title = "A deputy who is tired" if scripts else "A deputy who is late"
    asks = visit(window(360, height=900, scripts=scripts), busy_demo, ASKS, scripts=scripts)
    assert_cross_site(asks, busy_demo)
    asks.go("/discussions/asks")
    asks.follow("Ask for advice")
    expect(asks.frame.get_by_label("I ask for advice")).to_be_checked()
    asks.frame.get_by_label("What it is about").fill(title)
    asks.write("Your words", "What would you say first?")
    asks.press("Bring it up")
    expect(asks.frame.get_by_text("asks for advice").first).to_be_visible()

    answers = visit(window(360, height=900, scripts=scripts), busy_demo, ANSWERS, scripts=scripts)
    answers.go("/discussions/asks")
    leave(
        answers.page,
        answers.frame.get_by_role("listitem").filter(has_text=title).get_by_role("link", name="Read it all"),
    )
    expect(answers.heading()).to_contain_text(ASKS)
    answers.follow("What I answered to others")
    answers.unfold("My earlier answers")
    expect(answers.frame.get_by_text("please not now").last).to_be_visible()
    if scripts:
        answers.frame.get_by_role("button", name="Use it").first.click()
        expect(answers.box(f"Your reply to {ASKS}")).to_contain_text("please not now")
    else:
        answers.write(f"Your reply to {ASKS}", "That you saw it")
    answers.press("Send reply")

    asks.go("/course/")
    asks.follow("Answered: what do you do with it?")
    asks.follow("What I do with it")
    asks.press("Say so")
    expect(asks.frame.get_by_text("Please choose one of the three.").first).to_be_visible()
    tick(asks.frame.get_by_label("I try it"))
    asks.frame.get_by_label("Why, or how it went").fill(f"On Monday, {title}")
    asks.press("Say so")
    answers.go("/discussions/asks?which=given")
    expect(answers.frame.get_by_text(f"On Monday, {title}")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_rest_and_go_on(window, busy_demo, scripts):
    mentor = visit(window(360, height=900, scripts=scripts), busy_demo, "Ravi Menon", scripts=scripts)
    assert_cross_site(mentor, busy_demo)
    mentor.go("/groups/mine")
    mentor.follow("Tomasz Wiśniewski")
    mentor.follow("Rest, hand over, end")
    mentor.frame.get_by_label("Until which day").fill("2001-01-01")
    mentor.frame.get_by_label("Why, if you like").fill("Stock-taking, all of us")
    mentor.press("Rest", exact=True)
    expect(mentor.frame.get_by_role("alert")).to_contain_text("That day is over")
    expect(mentor.frame.get_by_label("Why, if you like")).to_have_value("Stock-taking, all of us")
    mentor.frame.get_by_label("Until which day").fill("")
    mentor.press("Rest", exact=True)
    expect(mentor.frame.get_by_text("You both rest, until one of you goes on")).to_be_visible()
    mentor.press("We go on")
    expect(mentor.frame.get_by_text("Rest for a while")).to_be_visible()


def test_the_pages_of_asks_and_of_parting_stand_in_nobodys_way(window, demo):
    asks = visit_in_a_tab(window(1000), demo, "Sofia Papadopoulou")
    asks.go("/discussions/asks?which=mine")
    assert barriers_in_looks(asks.page) == []
    asks.follow("Read it all")
    asks.follow("Say otherwise what I do with it")
    assert barriers_in_looks(asks.page) == []
    answers = visit_in_a_tab(window(1000), demo, ANSWERS)
    answers.go("/discussions/asks")
    asked = answers.frame.get_by_role("listitem").filter(has_text="Where do you hold the talks")
    leave(answers.page, asked.get_by_role("link", name="Read it all"))
    expect(answers.heading()).to_contain_text("Sofia")
    answers.follow("What I answered to others")
    answers.unfold("My earlier answers")
    assert barriers_in_looks(answers.page) == []
    rests = visit_in_a_tab(window(1000), demo, "Rahul Deshpande")
    rests.go("/agreements/parting/")
    expect(rests.frame.get_by_text("praise that, not the answer")).to_be_visible()
    assert barriers_in_looks(rests.page) == []
    mentor = visit_in_a_tab(window(1000), demo, "Ravi Menon")
    mentor.go("/groups/mine")
    mentor.follow("Yuki")
    mentor.follow("Rest, hand over, end")
    expect(mentor.frame.get_by_text("Stock-taking")).to_be_visible()
    assert barriers_in_looks(mentor.page) == []
