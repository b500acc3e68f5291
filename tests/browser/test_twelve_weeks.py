"""Twelve weeks of a pair in the cross-site frame, while the clock of both servers goes on from week to week.

They agree, meet, miss a session, change a goal's course, are stuck for a week, achieve the goal, and another mentor comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from tests.harness.beginnings import make_pair, open_course
from tests.harness.browser import Windows
from tests.harness.clicks import leave, tick
from tests.harness.visitors import SECOND, Visitor, assert_cross_site, visit

LEAD, MENTEE, MENTOR, LATER = "Helena Brandt", "Sofia Papadopoulou", "Ravi Menon", "Mei-Ling Tan"
GOAL = "I say it back in one sentence before I act"
PRIVATE = "She laughs when it is true"


class Weeks:
    """The demonstration and the moment it is in it. Everybody comes anew each time: a visit lasts two hours."""

    def __init__(self, window, demo) -> None:
        self.window, self.demo, self.number = window, demo, 0.0
        self.begin = datetime.now(UTC)
        self.traveller: time_machine.travel | None = None

    def go_on(self, number: float) -> None:
        """To so many weeks after the beginning."""
        self.stop()
        self.number = number
        self.traveller = time_machine.travel(self.begin + timedelta(weeks=number), tick=True)
        self.traveller.start()

    def stop(self) -> None:
        if self.traveller:
            self.traveller.stop()
        self.traveller = None

    def come(self, name: str, path: str = "") -> Visitor:
        visitor = visit(self.window(1100, height=900), self.demo, name, SECOND)
        assert_cross_site(visitor, self.demo)
        if path:
            visitor.go(path)
        return visitor

    def on(self, weeks: float) -> str:
        return (self.begin + timedelta(weeks=weeks)).strftime("%Y-%m-%d")


@pytest.fixture
def weeks(window: Windows, empty_demo) -> Iterator[Weeks]:
    made = Weeks(window, empty_demo)
    yield made
    made.stop()


def test_twelve_weeks(weeks: Weeks) -> None:
    begin(weeks)
    goal = agree_and_begin_a_goal(weeks)
    session = meet(weeks)
    miss_one(weeks)
    change_course(weeks, goal)
    get_stuck(weeks)
    achieve(weeks, goal)
    change_mentor(weeks, goal, session)


def begin(weeks: Weeks) -> None:
    for name in (MENTEE, MENTOR, LATER):
        weeks.come(name)
    lead = weeks.come(LEAD)
    open_course(lead, "Customer-service advocate", "Care desk")
    lead.go("/groups/")
    make_pair(lead, MENTOR, MENTEE)


def agree_and_begin_a_goal(weeks: Weeks) -> str:
    mentee = weeks.come(MENTEE, "/agreements/")
    mentee.press("Begin")
    mentee.follow("Write it")
    mentee.write("What this is for", "That nobody tells it twice.")
    mentee.press("Keep these words")
    mentee.press("Sign it")
    mentor = weeks.come(MENTOR, "/agreements/")
    mentor.follow(MENTEE)
    mentor.press("Sign it")
    expect(mentor.frame.get_by_text("signed by everybody")).to_be_visible()

    mentee.go("/goals/new")
    mentee.write("The problem, as you would tell it to a friend", "Every caller tells me their story twice")
    mentee.write("What you want instead", "Nobody has to")
    tick(mentee.frame.get_by_role("radio", name="skill"))
    mentee.fill(title=GOAL, toward_what="listening", milestone="Ten calls", milestone_due=weeks.on(10))
    mentee.press("Keep this goal")
    goal = mentee.path
    mentor.go(goal)
    mentor.press("I agree")
    mentor.go("/sessions/plans/new")
    mentor.frame.get_by_label("When").fill(f"{weeks.on(1)}T10:00")
    mentor.fill(times="5")
    mentor.frame.locator("select[name=every_weeks]").select_option("2")
    mentor.press("Plan it")
    return goal


def meet(weeks: Weeks) -> str:
    weeks.go_on(0.8)
    mentee = weeks.come(MENTEE, "/course/")
    mentee.follow("Prepare in two minutes")
    mentee.frame.get_by_label("What I want to ask").fill("How did you let go?")
    mentee.press("Bring this")

    weeks.go_on(1.4)
    mentor = weeks.come(MENTOR, "/course/")
    mentor.follow("Did you meet?")
    expect(mentor.frame.get_by_text("How did you let go?")).to_be_visible()
    mentor.follow("We met: write it down")
    mentor.write("Shared notes", "→ Sofia: time ten calls")
    mentor.write("Private notes", PRIVATE)
    mentor.press("Keep this session")
    session = mentor.path
    mentor.follow("Finish the session")
    mentor.frame.get_by_label("By which day").last.fill(weeks.on(2))
    mentor.press("Finish the session")
    expect(mentor.frame.get_by_role("link", name="time ten calls")).to_be_visible()

    mentee = weeks.come(MENTEE, "/course/")
    mentee.follow("Say how it was")
    tick(mentee.frame.get_by_role("group", name="Was it useful?").get_by_label("5"))
    mentee.press("Say how it was")
    expect(mentee.frame.get_by_text(PRIVATE)).to_have_count(0)
    return session


def miss_one(weeks: Weeks) -> None:
    weeks.go_on(3.4)
    mentee = weeks.come(MENTEE, "/course/")
    expect(mentee.frame.get_by_role("link", name="A promise of yours: time ten calls")).to_be_visible()
    mentee.follow("Did you meet?")
    mentee.frame.get_by_label("Why, if you like").fill("The line stood still")
    mentee.press("We did not meet")
    mentor = weeks.come(MENTOR, "/course/")
    expect(mentor.frame.get_by_role("link", name="Did you meet?")).to_have_count(0)


def change_course(weeks: Weeks, goal: str) -> None:
    weeks.go_on(4.7)
    mentee = weeks.come(MENTEE, "/course/")
    mentee.follow("Say how you fit")
    tick(mentee.frame.get_by_role("radio").first)
    mentee.press("Say so")
    mentee.go(goal)
    mentee.frame.get_by_text("A change of course", exact=True).click()
    mentee.write("In your words", "Not ten calls, the three that hurt")
    mentee.press("Write it down")
    expect(mentee.frame.get_by_role("listitem").filter(has_text="the three that hurt")).to_be_visible()


def get_stuck(weeks: Weeks) -> None:
    weeks.go_on(8)
    mentee = weeks.come(MENTEE, "/course/")
    mentee.frame.get_by_label("What is in the way, if you like").fill("Everybody is ill")
    mentee.press("I am stuck")
    mentor = weeks.come(MENTOR, "/course/")
    mentor.follow("Somebody is stuck")
    expect(mentor.frame.get_by_text("Everybody is ill")).to_be_visible()
    weeks.go_on(8.9)
    weeks.come(MENTEE, "/course/").press("I go on")


def achieve(weeks: Weeks, goal: str) -> None:
    weeks.go_on(11)
    mentee = weeks.come(MENTEE, goal)
    mentee.press("It is done")
    mentee.frame.get_by_text("I achieved it", exact=True).click()
    mentee.frame.get_by_label("Why", exact=True).fill("Three calls, three thanks")
    mentee.press("It stands so")
    mentee.follow("Look back")
    mentee.write("What would you tell the next one?", "Begin with the one that hurts")
    mentee.press("Keep it")
    mentor = weeks.come(MENTOR, goal)
    expect(mentor.frame.get_by_text("Begin with the one that hurts")).to_be_visible()


def change_mentor(weeks: Weeks, goal: str, session: str) -> None:
    """Who keeps what: the mentee everything, the first mentor their own note, the next one what the mentee shows."""
    weeks.go_on(12)
    mentor = weeks.come(MENTOR, "/agreements/")
    mentor.follow(MENTEE)
    mentor.follow("Rest, hand over, end")
    mentor.write("My words", "She hears more than she says")
    mentor.press("Keep these words")
    tick(mentor.frame.get_by_label("We have said goodbye, or do so soon"))
    mentor.press("End this mentorship")
    expect(mentor.frame.get_by_text("She hears more than she says")).to_be_visible()
    assert mentor.go(goal) == 404
    mentor.go(session)
    expect(mentor.frame.get_by_text(PRIVATE).first).to_be_attached()
    expect(mentor.frame.get_by_text("time ten calls")).to_have_count(0)

    lead = weeks.come(LEAD, "/groups/")
    make_pair(lead, LATER, MENTEE)
    mentee = weeks.come(MENTEE, "/agreements/parting/")
    leave(mentee.page, mentee.frame.get_by_role("button", name="Let my mentors read it"))
    expect(mentee.frame.get_by_text("read by your mentors of now")).to_be_visible()
    mentee.go(session)
    expect(mentee.frame.get_by_role("link", name="time ten calls")).to_be_visible()

    later = weeks.come(LATER, goal)
    expect(later.heading()).to_have_text(GOAL)
    assert later.go(session) == 404
    later.go("/agreements/")
    later.press("Begin")
    later.follow("Rest, hand over, end")
    expect(later.frame.get_by_text("She hears more than she says")).to_be_visible()
