"""A mentor proposes, the mentee takes it, says how sure they are and how the goal stands; with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

MENTOR = "Amara Okafor"
KWAMES = ("Kwame Mensah", "Fridays that do not need me")
SOFIAS = ("Sofia Papadopoulou", "Say no and keep the client")


@pytest.mark.parametrize(
    ("whose", "scripts"), [(KWAMES, True), (SOFIAS, False)], ids=["scripts", "no scripts"]
)
def test_a_proposal_is_taken_and_the_goal_turns(window, busy_demo, whose, scripts):
    who, title = whose
    said = f"{title}, nor anybody"
    mentor = visit(window(360, height=900, scripts=scripts), busy_demo, MENTOR, scripts=scripts)
    assert_cross_site(mentor, busy_demo)
    mentor.go("/goals/")
    mentor.follow(title)
    mentor.follow("Propose a change")
    mentor.frame.get_by_label("The goal in one sentence").fill(said)
    mentor.frame.get_by_label("Why you propose it").fill("Shorter is kept")
    mentor.press("Propose it")
    expect(mentor.frame.get_by_text("waits for an answer")).to_be_visible()

    mentee = visit(window(360, height=900, scripts=scripts), busy_demo, who, scripts=scripts)
    mentee.go("/goals/")
    mentee.follow(title)
    mentee.press("Take it")
    expect(mentee.frame.get_by_role("heading", name=said, level=1)).to_be_visible()
    mentee.frame.get_by_text("I pause it", exact=True).click()
    mentee.press("It stands so")
    expect(mentee.frame.get_by_role("alert")).to_contain_text("Please say why")
    mentee.frame.get_by_label("Why", exact=True).fill("Peak season")
    mentee.press("It stands so")
    expect(mentee.frame.get_by_text("Paused", exact=True).first).to_be_visible()
    expect(mentee.frame.get_by_text("Peak season")).to_be_visible()
    mentee.frame.get_by_text("I am working on it", exact=True).click()
    mentee.frame.get_by_label("Why", exact=True).fill("It is over")
    mentee.press("It stands so")
    expect(mentee.frame.get_by_text("In progress", exact=True).first).to_be_visible()


@pytest.mark.parametrize("goal", ["Say the hard thing within two days", "Know the dock before I change it"])
def test_a_goal_with_all_of_it_stands_in_nobodys_way(window, demo, goal):
    mentor = visit_in_a_tab(window(1000), demo, MENTOR)
    mentor.go("/goals/")
    mentor.follow(goal)

    assert barriers_in_looks(mentor.page) == []
