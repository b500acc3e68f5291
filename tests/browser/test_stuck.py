"""A mentee is stuck, is away, and asks whoever runs the course; with scripts and without."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

INGRID, OLU = "Ingrid Sørensen", "Oluwaseun Adeyemi"


def on(days):
    return (datetime.now() + timedelta(days=days)).strftime("%Y-%m-%d")  # noqa: DTZ005 - a field's own words


@pytest.mark.parametrize(
    ("who", "by", "scripts"),
    [(INGRID, "Ravi Menon", True), (OLU, "Amara Okafor", False)],
    ids=["scripts", "no scripts"],
)
def test_stuck_away_and_asking(window, busy_demo, who, by, scripts):
    mentee = visit(window(360, height=900, scripts=scripts), busy_demo, who, scripts=scripts)
    assert_cross_site(mentee, busy_demo)
    mentee.go("/course/")
    mentee.frame.get_by_label("What is in the way, if you like").fill("Too many voices")
    mentee.press("I am stuck")
    expect(mentee.frame.get_by_text("Too many voices")).to_be_visible()

    mentor = visit(window(360, height=900, scripts=scripts), busy_demo, by, scripts=scripts)
    mentor.go("/course/")
    mentor.follow(f"Somebody is stuck: {who}")
    expect(mentor.frame.get_by_text("Too many voices")).to_be_visible()

    mentee.press("I go on")
    expect(mentee.frame.get_by_text("Too many voices")).to_have_count(0)
    mentee.go("/me/away/")
    mentee.frame.get_by_label("From").fill(on(0))
    mentee.frame.get_by_label("Until and with").fill(on(3))
    mentee.press("I am away then")
    expect(mentee.frame.get_by_role("button", name="I am there after all").first).to_be_visible()

    mentee.follow("Ask whoever runs the course")
    expect(mentee.frame.get_by_text("Seen by you and Helena Brandt")).to_be_visible()
    mentee.frame.get_by_label("What it is about").fill(f"About {who}")
    mentee.frame.get_by_label("Your words").last.fill("May I change my hours?")
    mentee.press("Ask them")
    expect(mentee.frame.get_by_text("May I change my hours?")).to_be_visible()


def test_days_away_and_asking_stand_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, "Tomasz Wiśniewski")
    for place in ("/me/away/", "/topics/leads/", "/course/"):
        mentee.go(place)
        assert barriers_in_looks(mentee.page) == []
