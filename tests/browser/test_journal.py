"""A mentee writes down what happened on the way to a goal, and takes a line away; with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.clicks import leave
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

MENTEE, GOAL = "Fatima Zahra Benali", "Say the hard thing within two days"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_happened_is_written_down_and_taken_away(window, busy_demo, scripts):
    mentee = visit(window(360, height=900, scripts=scripts), busy_demo, MENTEE, scripts=scripts)
    assert_cross_site(mentee, busy_demo)
    mentee.go("/goals/")
    mentee.follow(GOAL)
    said = "They laughed, with scripts" if scripts else "They laughed, without scripts"

    mentee.frame.get_by_text("It worked", exact=True).first.click()
    mentee.write("In your words", said)
    mentee.press("Write it down")

    line = mentee.frame.get_by_role("listitem").filter(has_text=said)
    expect(line).to_contain_text("It worked")
    leave(mentee.page, line.get_by_role("button", name="Take it away"))
    expect(mentee.frame.get_by_text(said)).to_have_count(0)


def test_a_goal_with_its_journal_stands_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, MENTEE)
    mentee.go("/goals/")
    mentee.follow(GOAL)
    expect(mentee.frame.get_by_text("A chair for each of us")).to_be_visible()

    assert barriers_in_looks(mentee.page) == []
