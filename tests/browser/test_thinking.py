"""A goal is thought through, divided and looked back on; with scripts and without."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

RAHUL, TOMASZ = "Rahul Deshpande", "Tomasz Wiśniewski"
FATIMA = "Fatima Zahra Benali"


def on(days):
    return (datetime.now() + timedelta(days=days)).strftime("%Y-%m-%d")  # noqa: DTZ005 - a field's own words


@pytest.mark.parametrize(("who", "scripts"), [(RAHUL, True), (TOMASZ, False)], ids=["scripts", "no scripts"])
def test_from_its_root_to_what_is_told_the_next_one(window, busy_demo, who, scripts):
    mentee = visit(window(360, height=900, scripts=scripts), busy_demo, who, scripts=scripts)
    assert_cross_site(mentee, busy_demo)
    mentee.go("/goals/new")
    fields = {
        "The problem, as you would tell it to a friend": "Nobody reads my notes",
        "What you want instead": "They use them",
        "The goal in one sentence": f"Notes that are used {scripts}",
        "Which one": "Writing",
        "First milestone": "Ask three people",
        "By which day": on(5),
    }
    for label, words in fields.items():
        mentee.frame.get_by_label(label).fill(words)
    mentee.press("Keep this goal")
    mentee.follow("Think it through")
    mentee.frame.get_by_label("Why is it so?").fill("They are too long")
    mentee.frame.get_by_label("And why is that?", exact=True).fill("I am afraid to leave something out")
    mentee.frame.get_by_label("How far do you want to get in it?").select_option(
        label="4: also when it is hard"
    )
    mentee.press("Keep these thoughts")
    expect(mentee.frame.get_by_text("Writing, to level 4")).to_be_visible()

    add = mentee.frame.locator("#add")
    add.get_by_label("What", exact=True).fill("One page")
    add.get_by_label("By which day").fill(on(10))
    mentee.press("Add milestone")
    mentee.follow("One page")
    mentee.frame.get_by_label("After which other one").select_option(label="Ask three people")
    mentee.press("Save the change")
    expect(mentee.frame.get_by_text("after: Ask three people")).to_be_visible()
    mentee.follow("Ask three people")
    expect(mentee.frame.get_by_label("move them by as many days")).to_be_checked()
    mentee.frame.get_by_label("By which day").fill(on(8))
    mentee.press("Save the change")
    expect(mentee.frame.get_by_role("cell").filter(has_text="was ")).to_have_count(2)

    mentee.frame.get_by_label("I let it go").check()
    mentee.frame.get_by_label("Why", exact=True).fill("They read a picture now")
    mentee.press("It stands so")
    mentee.follow("Look back")
    mentee.frame.get_by_label("What would you tell the next one?").last.fill("Draw it")
    mentee.press("Keep it")
    expect(mentee.frame.get_by_text("Draw it")).to_be_visible()


def test_a_goal_thought_through_stands_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, FATIMA)
    mentee.go("/goals/")
    mentee.follow("Say the hard thing within two days")
    expect(mentee.frame.get_by_role("img", name="5 milestones on a line")).to_be_visible()
    assert barriers_in_looks(mentee.page) == []
    mentee.follow("Go on thinking it through")
    assert barriers_in_looks(mentee.page) == []


def test_looking_back_stands_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, "Mei-Ling Tan")
    mentee.go("/goals/")
    mentee.frame.get_by_role("link", name="One owner for every ticket").first.click()
    mentee.follow("Say it otherwise")
    assert barriers_in_looks(mentee.page) == []
