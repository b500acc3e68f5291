"""Two people write the same shared note at once: the second gets both texts, and nothing of either is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.harness.visitors import assert_cross_site, visit

MENTOR, MENTEE = "Ravi Menon", "Amara Okafor"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_write_one_note_at_once(window, busy_demo, scripts):
    by_mentor, by_mentee = (
        ("Seen from Pune", "Seen from Accra") if scripts else ("From the hub", "From the coast")
    )
    mentor, mentee = (
        visit(window(360, height=900, scripts=scripts), busy_demo, name, scripts=scripts)
        for name in (MENTOR, MENTEE)
    )
    assert_cross_site(mentor, busy_demo)
    mentor.go("/sessions/")
    mentor.frame.get_by_role("listitem").filter(has_text=MENTEE).get_by_role("link").first.click()
    mentor.frame.wait_for_url("**/sessions/*-*")
    session = mentor.path
    for one, words in ((mentor, by_mentor), (mentee, by_mentee)):
        one.go(f"{session}/edit")
        one.write("Shared notes", words)
    mentor.press("Save the change")
    mentee.press("Save the change")

    expect(mentee.frame.get_by_text("This was changed while you were writing.")).to_be_visible()
    expect(mentee.frame.get_by_text(by_mentor).first).to_be_visible()
    field = mentee.box("Shared notes")
    if scripts:
        expect(field).to_contain_text(by_mentee)
    else:
        expect(field).to_have_value(re.compile(by_mentee))
    mentee.press("Save the change")
    mentee.go(session)
    expect(mentee.frame.get_by_text(by_mentee).first).to_be_visible()
    mentee.go(f"{session}/versions")
    expect(mentee.frame.get_by_text(by_mentor).first).to_be_visible()


def test_three_megabytes_are_not_sent_and_stay_in_the_editor(window, busy_demo):
    mentor = visit(window(360, height=900), busy_demo, MENTOR)
    mentor.go("/goals/new")
    field = mentor.box("What you want instead")
    field.evaluate("(box, words) => box.editor.insertString(words)", "a few words " * 262_144)
    mentor.frame.get_by_role("button", name="Keep this goal").click()

    expect(mentor.frame.get_by_role("alert")).to_contain_text("more than fits in one go")
    assert mentor.path == "/goals/new"
    assert len(field.evaluate("box => box.editor.getDocument().toString()")) > 3_000_000
