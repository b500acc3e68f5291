"""What waits for somebody this week leads to where it is done, by keyboard too."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.harness.visitors import assert_cross_site, visit

MENTEE = "Fatima Zahra Benali"


def test_the_first_thing_of_the_week_is_a_key_away_and_goes_when_it_is_done(window, busy_demo):
    mentee = visit(window(360, height=900), busy_demo, MENTEE)
    assert_cross_site(mentee, busy_demo)
    mentee.go("/course/")
    first = mentee.frame.get_by_role("region", name="This week").get_by_role("listitem").first
    expect(first).to_contain_text("A change is proposed")
    first.get_by_role("link").focus()
    mentee.page.keyboard.press("Enter")

    expect(mentee.frame.get_by_text("Say one hard thing to Helena")).to_be_visible()
    mentee.press("Leave it as it is")
    mentee.go("/course/")
    expect(mentee.frame.get_by_role("region", name="This week")).not_to_contain_text("A change is proposed")
