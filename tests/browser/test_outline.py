"""The outline while people walk it: a section comes in week five for one mentee; sections move by key and by pointer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.harness.clicks import leave, unfold
from tests.harness.visitors import FIRST, Visitor, assert_cross_site, visit

NEW = "One week beside the night desk"
WORDS = "Go along twice and write down one thing that the day never sees"
RENAMED = "Two weeks beside the night desk"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_section_comes_in_week_five_for_one_mentee_and_nobody_else_sees_it(window, busy_demo, scripts):
    def arrives(name: str) -> Visitor:
        visitor = visit(window(1200, height=900, scripts=scripts), busy_demo, name, FIRST, scripts=scripts)
        assert_cross_site(visitor, busy_demo)
        return visitor

    title = f"{NEW}, {'with' if scripts else 'without'} scripts"
    mentor = arrives("Amara Okafor")
    section = adds_it(mentor, title)
    mentee = arrives("Kwame Mensah")
    reads_it(mentee, title, section)
    for other in ("Jonas Keller", "Helena Brandt", "Ravi Menon"):
        stranger = arrives(other)
        stranger.go("/course/")
        expect(stranger.heading()).to_be_visible()
        assert title not in stranger.frame.content(), other
        assert stranger.go(section) == 404, other
    takes_it_out_and_brings_it_back(mentor, title)
    assert mentee.go(section) == 200


def adds_it(mentor: Visitor, title: str) -> str:
    mentor.go("/course/")
    mentor.follow("Change the outline")
    mentor.follow("Add a section")
    mentor.fill(title=title)
    mentor.choose("What it is", "Text")
    mentor.choose("For whom", "Kwame Mensah")
    mentor.choose("Where it stands", "after 3: Feedback and handing over")
    mentor.write("Words", WORDS)
    mentor.choose("By when", "Some days after the start")
    mentor.fill(due_day="0")
    mentor.press("Add the section")
    expect(mentor.frame.get_by_role("alert")).to_contain_text("which has passed")
    mentor.fill(due_day="700")
    mentor.press("Add the section")
    row = row_of(mentor, title)
    expect(row).to_contain_text("for Kwame Mensah")
    mentor.follow(title)
    expect(mentor.heading()).to_have_text(title)
    return mentor.path


def reads_it(mentee: Visitor, title: str, section: str) -> None:
    mentee.go("/course/")
    stop = mentee.frame.locator(".path > li").filter(has_text=title)
    expect(stop).to_contain_text("for you")
    expect(stop).to_contain_text("due ")
    mentee.follow(title)
    assert mentee.path == section
    expect(mentee.frame.get_by_text(WORDS)).to_be_visible()
    mentee.press("Mark as done")
    expect(mentee.frame.get_by_role("button", name="Not done yet")).to_be_visible()


def takes_it_out_and_brings_it_back(mentor: Visitor, title: str) -> None:
    mentor.go("/outline/")
    unfold(row_of(mentor, title).get_by_text("More"))
    if mentor.scripts:
        mentor.fitted()
    with mentor.frame.expect_navigation(wait_until="load"):
        leave(mentor.page, row_of(mentor, title).get_by_role("button", name="Take out"))
    expect(mentor.frame.get_by_text(f"“{title}” is taken out")).to_be_visible()
    expect(row_of(mentor, title)).to_have_count(0)
    mentor.press("Take it back")
    expect(row_of(mentor, title)).to_have_count(1)


def row_of(visitor: Visitor, title: str) -> Locator:
    return visitor.frame.locator("ol.path > li").filter(has_text=title)


def order(visitor: Visitor) -> list[str]:
    return visitor.frame.locator("ol.path h2").all_inner_texts()


def test_sections_move_by_the_keyboard_and_by_a_pointer_alike(window, busy_demo):
    lead = visit(window(1200, height=900), busy_demo, "Helena Brandt", FIRST)
    lead.go("/outline/")
    before = order(lead)
    second = before[1]

    with lead.frame.expect_navigation():
        row_of(lead, second).get_by_role("button", name="Down").press("Enter")
    assert order(lead) == [before[0], before[2], second, *before[3:]]
    expect(lead.frame.get_by_role("status")).to_have_text(f"“{second}” stands at 3 of {len(before)} now.")
    expect(row_of(lead, second).get_by_role("button", name="Down")).to_be_focused()
    with lead.frame.expect_navigation():
        lead.page.keyboard.press("Enter")
    assert order(lead)[:4] == [before[0], before[2], before[3], second]

    lead.fitted()
    row_of(lead, second).scroll_into_view_if_needed()
    drags(lead, second, onto=before[2])
    assert order(lead) == before
    expect(lead.frame.get_by_role("status")).to_have_text(re.compile("stands at 2 of"))


def drags(lead: Visitor, title: str, *, onto: str) -> None:
    grip, goal = row_of(lead, title).locator("[data-grip]"), row_of(lead, onto)
    start, end = grip.bounding_box(), goal.bounding_box()
    assert start
    assert end
    mouse = lead.page.mouse
    mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + end["width"] / 2, end["y"] + 4, steps=6)
    with lead.frame.expect_navigation():
        mouse.up()


def test_in_a_closed_course_people_read_and_nobody_is_offered_a_form(window, busy_demo):
    lead = visit(window(), busy_demo, "Helena Brandt", FIRST)
    mentee = visit(window(), busy_demo, "Sofia Papadopoulou", FIRST)
    mentee.go("/goals/new")
    mentee.write("The problem, as you would tell it to a friend", "They all go quiet")
    lead.go("/outline/")
    lead.press("Close this course")
    try:
        mentee.press("Keep this goal")
        expect(mentee.heading()).to_have_text("This course is closed")
        expect(mentee.frame.get_by_label("Problem")).to_have_value("They all go quiet")
        for path in ("/course/", "/goals/", "/goals/new"):
            assert mentee.go(path) == 200
            expect(mentee.frame.locator("form")).to_have_count(0)
    finally:  # others write into the same demonstration
        lead.press("Open this course again")
    mentee.go("/goals/new")
    expect(mentee.frame.get_by_role("button", name="Keep this goal")).to_be_visible()
