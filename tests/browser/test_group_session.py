"""A group's session: who was there, a note for each, and what each of them reads; with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.clicks import leave
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

MENTOR = "Amara Okafor"
THERE, AWAY = ("Kwame Mensah", "Sofia Papadopoulou"), "Rahul Deshpande"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_was_there_and_a_note_for_each(window, busy_demo, scripts):
    case = "The case of the late lorry" if scripts else "The case of the lost key"
    mentor = visit(window(360, height=900, scripts=scripts), busy_demo, MENTOR, scripts=scripts)
    assert_cross_site(mentor, busy_demo)
    mentor.go("/sessions/new")
    mentor.frame.get_by_label("A group, or one person").select_option(label="Day shift")
    mentor.press("Go on")
    mentor.frame.get_by_role("checkbox", name=AWAY).uncheck()
    mentor.write("Shared notes", case)
    mentor.press("Keep this session")
    session = mentor.path
    expect(mentor.frame.get_by_text("0 of 6 written")).to_be_visible()

    mentor.follow("A note for each")
    expect(mentor.frame.get_by_label(f"For {AWAY}")).to_have_count(0)
    for name in THERE:
        mentor.frame.get_by_label(f"For {name}").fill(f"{case}: well asked, {name}")
        leave(mentor.page, mentor.frame.get_by_role("button", name=re.compile(f"Keep it.*{name}")))
        kept = mentor.frame.get_by_role("region", name=name).locator("input[name=version]")
        expect(kept).to_have_value("1")
    mentor.follow("Session with Day shift")
    expect(mentor.frame.get_by_text("2 of 6 written")).to_be_visible()

    one = visit(window(360, height=900, scripts=scripts), busy_demo, THERE[0], scripts=scripts)
    one.go(session)
    expect(one.frame.get_by_text(f"{case}: well asked, {THERE[0]}")).to_be_visible()
    expect(one.frame.get_by_text(THERE[1])).to_have_count(1)  # among those who were there
    absent = visit(window(360, height=900, scripts=scripts), busy_demo, AWAY, scripts=scripts)
    assert absent.go(session) == 404

    one.go("/sessions/")
    one.frame.get_by_role("searchbox", name="Find in notes").fill("well asked")
    one.press("Find", exact=True)
    expect(one.frame.get_by_text(THERE[1])).to_have_count(0)
    expect(one.frame.get_by_text("for one alone").first).to_be_visible()


def test_the_notes_and_finding_them_stand_in_nobodys_way(window, demo):
    mentor = visit_in_a_tab(window(1000), demo, MENTOR)
    mentor.go("/sessions/find?words=question")
    expect(mentor.frame.locator("mark").first).to_be_visible()
    assert barriers_in_looks(mentor.page) == []
    mentor.go("/sessions/")
    mentor.frame.get_by_role("link", name="Day shift").last.click()
    mentor.follow("A note for each")
    assert barriers_in_looks(mentor.page) == []
