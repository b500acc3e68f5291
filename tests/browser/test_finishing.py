"""A session is written down, its lines become promises, both say how it was; with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

SOFIA, KWAME = ("Sofia Papadopoulou", "Sofia"), ("Kwame Mensah", "Kwame")


@pytest.mark.parametrize(("whose", "scripts"), [(SOFIA, True), (KWAME, False)], ids=["scripts", "no scripts"])
def test_from_the_first_note_to_how_it_was(window, busy_demo, whose, scripts):
    who, called = whose
    mentor = visit(window(360, height=900, scripts=scripts), busy_demo, "Amara Okafor", scripts=scripts)
    assert_cross_site(mentor, busy_demo)
    mentor.go("/sessions/new")
    mentor.frame.get_by_label("A group, or one person").select_option(label=who)
    mentor.press("Go on")
    mentor.frame.get_by_label("Shared notes", exact=True).last.fill(f"→ {called}: time the meeting on Monday")
    if scripts:
        mentor.frame.get_by_text("Questions that help").click()
        mentor.frame.get_by_role("button", name="Use it: What will you do, and by which day?").click()
        expect(mentor.frame.get_by_label("Shared notes", exact=True).last).to_contain_text("by which day?")
    mentor.press("Keep this session")
    mentor.follow("Finish the session")
    promise = mentor.frame.get_by_role("group", name=f"{who} promises").get_by_label(
        "time the meeting on Monday"
    )
    expect(promise).to_be_checked()
    mentor.press("Finish the session")
    expect(mentor.frame.get_by_role("link", name="time the meeting on Monday")).to_be_visible()
    mentor.frame.get_by_role("group", name="Was it useful?").get_by_label("4").check()
    mentor.press("Say how it was")
    expect(mentor.frame.get_by_text("You have said how it was")).to_be_visible()

    mentee = visit(window(360, height=900, scripts=scripts), busy_demo, who, scripts=scripts)
    mentee.go("/course/")
    mentee.frame.get_by_role("link", name="Say how it was").first.click()
    expect(mentee.frame.get_by_text("You have said how it was")).to_have_count(0)
    mentee.frame.get_by_role("group", name="Was it useful?").get_by_label("5").check()
    mentee.frame.get_by_label("A word to it, if you like").fill("Short and good")
    mentee.press("Say how it was")
    mentee.follow("All of mine over time")
    expect(mentee.frame.get_by_text("Short and good")).to_be_visible()


def test_ones_own_over_time_and_the_questions_stand_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, "Fatima Zahra Benali")
    mentee.go("/sessions/pulse")
    expect(mentee.frame.get_by_text("Walking is better than sitting.")).to_be_visible()
    assert barriers_in_looks(mentee.page) == []
    mentee.go("/sessions/questions/")
    expect(mentee.frame.get_by_text("Ask me about the stairs.")).to_be_visible()
    assert barriers_in_looks(mentee.page) == []


def test_a_mentee_lets_their_mentor_see_how_useful_it_was_and_stops(window, busy_demo):
    mentee = visit_in_a_tab(window(360, height=900), busy_demo, "Fatima Zahra Benali")
    mentee.go("/sessions/pulse")
    expect(mentee.frame.get_by_text("This is what they would see now:")).to_be_visible()
    mentee.press("Let my mentors see it")
    expect(mentee.frame.get_by_text("You have let them see it since")).to_be_visible()
    assert barriers_in_looks(mentee.page) == []

    mentor = visit_in_a_tab(window(1000), busy_demo, "Amara Okafor")
    mentor.go("/groups/views/")
    for name in ("Journey", "How useful"):
        mentor.frame.get_by_label(name, exact=True).check()
    mentor.press("Have these columns")
    row = mentor.frame.get_by_role("row").filter(has_text="Fatima Zahra Benali")
    expect(row.get_by_text("5 of 5")).to_be_visible()
    assert barriers_in_looks(mentor.page) == []
    mentor.frame.get_by_role("link", name="Fatima Zahra Benali").click()
    expect(mentor.frame.get_by_text("as they let you see")).to_contain_text("(3, 4, 5)")
    mentee.press("Stop sharing")
    mentor.page.reload()
    expect(mentor.frame.get_by_text("as they let you see")).to_have_count(0)


def test_the_end_of_a_session_stands_in_nobodys_way(window, demo):
    mentor = visit_in_a_tab(window(1000), demo, "Amara Okafor")
    mentor.go("/sessions/")
    mentor.frame.get_by_role("listitem").filter(has_text="not finished").get_by_role("link").first.click()
    mentor.follow("Finish the session")
    assert barriers_in_looks(mentor.page) == []


def test_what_stood_in_a_note_before_stands_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, "Fatima Zahra Benali")
    mentee.go("/sessions/")
    mentee.frame.get_by_role("listitem").filter(has_text="Short, between two shifts").get_by_role(
        "link"
    ).click()
    mentee.follow("What stood there before")
    assert barriers_in_looks(mentee.page) == []
