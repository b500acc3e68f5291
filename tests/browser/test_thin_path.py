"""The main job from end to end, through the demonstration LMS, in its cross-site frame: with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.harness.beginnings import make_pair, open_course
from tests.harness.clicks import tick
from tests.harness.visitors import SECOND, Visitor, assert_cross_site, links_in, visit

Arrives = Callable[[str], Visitor]

PROBLEM = "Every second caller tells me their story twice"
OUTCOME = "Nobody has to say it again after they reached me"
GOAL = "I say it back in one sentence before I act"
COMMENT = "The four by four note saved me three calls"
SHARED = "We listened to two calls and stopped after each minute"
PRIVATE = "Sofia knows more than she dares to say"
ACTION = "Say the trouble back in ten calls"
NAMES_OF_PAIR = ("Mei-Ling Tan", "Oluwaseun Adeyemi")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def arrives(request, window, empty_demo) -> Arrives:
    """Somebody comes in a browser of their own, to the course that nobody has set up yet."""

    def come(name: str) -> Visitor:
        page = window(1200, height=900, scripts=request.param)
        visitor = visit(page, empty_demo, name, SECOND, scripts=request.param)
        assert_cross_site(visitor, empty_demo)
        return visitor

    return come


@pytest.mark.both_databases
def test_a_course_is_opened_walked_and_looked_over(arrives):
    lead = arrives("Helena Brandt")
    mentee = arrives("Sofia Papadopoulou")
    reads_that_it_is_not_open(mentee)
    mentor, mate = arrives("Ravi Menon"), arrives("Mei-Ling Tan")
    arrives("Oluwaseun Adeyemi")

    opens_the_course(lead)
    makes_a_group(lead)
    makes_a_pair(lead)
    goal = writes_a_goal(mentee)
    comments_on_a_resource(mentee)

    reads_the_goal(mentor, goal)
    assert mate.go(goal) == 404
    session = logs_a_session(mentor)
    reads_the_board(mentor)
    reads_what_was_shared(mentee, session)
    assert mate.go(session) == 404
    finds_nobodys_words(lead)


def reads_that_it_is_not_open(mentee: Visitor) -> None:
    expect(mentee.heading()).to_have_text("Not open yet")
    expect(mentee.frame.locator("main")).to_contain_text("Helena Brandt")
    assert mentee.go("/course/") == 404


def opens_the_course(lead: Visitor) -> None:
    open_course(lead, "Customer-service advocate", "Care desk: your first six weeks")
    expect(lead.frame.get_by_role("banner")).to_contain_text("Care desk: your first six weeks")


def makes_a_group(lead: Visitor) -> None:
    lead.follow("Make groups and pairs")
    lead.fill(name="Early desk")
    lead.press("Make the group")
    places(lead, "Mentors", "Ravi Menon")
    places(lead, "Mentees", "Sofia Papadopoulou", "Mei-Ling Tan")
    expect(lead.frame.get_by_role("complementary").get_by_role("listitem")).to_have_count(3)


def places(lead: Visitor, part: str, *names: str) -> None:
    for name in names:
        tick(lead.frame.get_by_role("checkbox", name=name))
    tick(lead.frame.get_by_role("radio", name=part))
    lead.press("Put them into the group")


def makes_a_pair(lead: Visitor) -> None:
    lead.follow("People in this course")
    make_pair(lead, *NAMES_OF_PAIR)


def in_days(number: int) -> str:
    return (datetime.now(UTC) + timedelta(days=number)).date().isoformat()


def writes_a_goal(mentee: Visitor) -> str:
    mentee.go("/")
    mentee.follow("Goals", exact=True)
    mentee.follow("Write a goal")
    mentee.write("The problem, as you would tell it to a friend", PROBLEM)
    mentee.write("What you want instead", OUTCOME)
    tick(mentee.frame.get_by_role("radio", name="skill"))
    mentee.fill(title=GOAL, toward_what="listening", milestone="Ten calls", milestone_due=in_days(14))
    expect(mentee.frame.get_by_text("Seen by Ravi Menon and you")).to_be_visible()
    mentee.press("Keep this goal")
    expect(mentee.heading()).to_have_text(GOAL)
    return mentee.path


def comments_on_a_resource(mentee: Visitor) -> None:
    mentee.follow("Course", exact=True)
    mentee.follow("What good service means here")
    mentee.follow("What a customer remembers")
    mentee.write("Ask or comment", COMMENT)
    mentee.press("Post", exact=True)
    post = mentee.frame.get_by_role("article", name="Sofia Papadopoulou")
    expect(post).to_contain_text(COMMENT)


def reads_the_goal(mentor: Visitor, goal: str) -> None:
    assert mentor.go(goal) == 200
    expect(mentor.frame.get_by_text(PROBLEM)).to_be_visible()
    expect(mentor.frame.get_by_text(OUTCOME)).to_be_visible()


def logs_a_session(mentor: Visitor) -> str:
    mentor.go("/sessions/")
    mentor.follow("Log a session")
    mentor.choose("A group, or one person", "Sofia Papadopoulou")
    mentor.press("Go on")
    mentor.write("Shared notes", SHARED)
    mentor.write("Private notes", PRIVATE)
    mentor.fill(action=ACTION, action_due=in_days(7))
    mentor.choose("Who", "Sofia Papadopoulou")
    mentor.press("Keep this session")
    expect(mentor.frame.get_by_text(SHARED)).to_be_visible()
    expect(mentor.box("Private notes")).to_have_text(PRIVATE)
    return mentor.path


def reads_the_board(mentor: Visitor) -> None:
    mentor.follow("Group", exact=True)
    row = mentor.frame.get_by_role("row", name="Sofia Papadopoulou")
    expect(row.get_by_role("cell").nth(3)).to_contain_text(ACTION)
    expect(row.get_by_role("cell").nth(4)).to_have_text("1 of 1 moving")
    expect(row.get_by_role("cell").nth(5)).to_contain_text("today")
    expect(mentor.frame.get_by_role("row", name="Mei-Ling Tan")).to_contain_text("No contact recorded yet")
    mentor.follow("Sofia Papadopoulou")
    expect(mentor.frame.locator("main")).to_contain_text(GOAL)
    expect(mentor.frame.get_by_role("complementary")).to_contain_text("by video")


def reads_what_was_shared(mentee: Visitor, session: str) -> None:
    assert mentee.go(session) == 200
    expect(mentee.frame.get_by_text(SHARED)).to_be_visible()
    expect(mentee.frame.get_by_role("rowheader", name=ACTION)).to_be_visible()
    assert PRIVATE not in mentee.frame.content()


def finds_nobodys_words(lead: Visitor) -> None:
    """Every page that a lead can walk to, read whole: what happened, never in which words."""
    lead.go("/course/")
    pages = walked(lead)
    assert len(pages) > 20
    for words in (PROBLEM, OUTCOME, GOAL, SHARED, PRIVATE, ACTION):
        assert [path for path, html in pages.items() if words in html] == []
    assert any(COMMENT in html for html in pages.values())


def walked(visitor: Visitor) -> dict[str, str]:
    """Each page that links lead to from here, within this visit: its address and its HTML."""
    seen: dict[str, str] = {}
    waiting = [visitor.frame.url]
    while waiting:
        address = waiting.pop()
        if address not in seen:
            answer = visitor.frame.goto(address, wait_until="commit")
            assert answer is not None
            assert answer.status == 200, address
            seen[address] = answer.text()
            waiting += links_in(seen[address], visitor.visit)
    return seen
