"""What somebody is writing is kept while they write, and stands in the form when they come back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.harness.visitors import visit

MENTEE = "Tomasz Wiśniewski"


def test_a_goal_half_written_waits_for_its_writer(busy_demo, window):
    tomasz = visit(window(), busy_demo, MENTEE)
    tomasz.go("/goals/new")
    tomasz.write("The problem, as you would tell it to a friend", "I talk before I have listened")
    expect(tomasz.frame.locator(".kept")).to_have_text(re.compile(r"Kept at "))

    tomasz.go("/course/")

    expect(tomasz.frame.get_by_text("Not sent yet")).to_be_visible()
    tomasz.go("/goals/new")
    expect(tomasz.box("The problem, as you would tell it to a friend")).to_contain_text(
        "before I have listened"
    )
