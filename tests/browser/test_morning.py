"""A mentor's morning with more than thirty mentees: from Today to 'You are clear', by keyboard and on a phone; the board.

What waits is theirs alone: everybody here is made for this, beside the demonstration's own people.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from plugin import clock
from plugin.courses.journey.stuck.actions import say_stuck
from plugin.courses.outline.models import Course
from plugin.database import db, transaction
from plugin.groups.flags.keeping import keep_standing
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.queries import member_in
from tests.factories import a_person, again, mentors
from tests.factories.discussions import a_post
from tests.factories.goals import a_goal
from tests.fakes.demonstration import demonstration
from tests.harness.browser import barriers, barriers_in_looks, wider_than
from tests.harness.clicks import tick
from tests.harness.house import built, closed
from tests.harness.visitors import FIRST, Visitor, assert_cross_site, visit, visit_in_a_tab

MENTOR = "Ravi Menon"
FIRST_NAMES = (
    "Ada Bo Cleo Dara Emre Femi Gia Hana Ivo Jun Kaya Lior Mina Noor Oda Pia Quin Rui Sana Tao Uma Vera Wim"
)
NAMES = [
    *(f"{name} Lindqvist" for name in FIRST_NAMES.split()),
    *(f"Zoe {letter}. Okoro" for letter in "ABCDEFGH"),
]
FURTHEST = 120  # stops
MOST = 40  # things that may wait in one morning


@pytest.fixture(scope="module")
def thirty(databases):
    """The demonstration, in which Ravi mentors thirty-one more: two asked him something, one is stuck, four never met."""
    url = databases.fresh()
    with demonstration(url) as running:
        app = built(database_url=url)
        with app.app_context(), transaction():
            _crowd()
        yield running
        closed(app)


def _crowd() -> None:
    course = db.session.scalars(select(Course).where(Course.title.startswith(FIRST))).one()
    here = select(Enrolment).join(Person, Person.id == Enrolment.person_id)
    ravi = db.session.scalars(
        here.where(Person.name == MENTOR, Enrolment.context_id == course.context_id)
    ).one()
    mentor = member_in(ravi.person_id, course.context_id)
    people = [a_person(course, name=name) for name in NAMES]
    ties = [mentors(mentor, one) for one in people]
    for tie in ties[-4:]:
        db.session.get_one(Mentorship, tie.id).since = clock.now() - timedelta(days=30)
    say_stuck(again(people[0]), "I hand it over and then redo it")
    for one in people[1:3]:
        a_post(again(one), a_goal(again(one)), "<p>Do I say something in the stand-up, or alone?</p>")
    keep_standing(again(mentor))


def tab_to(visitor: Visitor, selector: str) -> None:
    for _ in range(FURTHEST):
        visitor.page.keyboard.press("Tab")
        if visitor.frame.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard never came to {selector}")


def enter(visitor: Visitor) -> None:
    """Press what has the focus, and wait for the page that follows."""
    visitor.frame.evaluate("() => { window.before = true; }")
    visitor.page.keyboard.press("Enter")
    visitor.frame.wait_for_function("() => !window.before")
    visitor.frame.wait_for_load_state()


def is_clear(visitor: Visitor) -> bool:
    return visitor.frame.get_by_role("heading", name="You are clear").count() > 0


def test_a_morning_by_keyboard_alone(window, thirty):
    mentor = visit(window(1100, height=900), thirty, MENTOR)
    assert_cross_site(mentor, thirty)
    expect(mentor.heading()).to_have_text("Today")
    answered = put_off = 0
    while not is_clear(mentor):
        if mentor.frame.locator(".now textarea").count():
            tab_to(mentor, ".now textarea, .now trix-editor")
            mentor.page.keyboard.type("What would happen if you waited a day?")
            tab_to(mentor, ".now button.main")
            answered += 1
        else:
            tab_to(mentor, ".now form[action$='/later'] button")
            put_off += 1
        enter(mentor)
        assert answered + put_off < MOST

    assert answered >= 2
    assert put_off >= 5
    assert barriers(mentor.frame) == []
    expect(mentor.frame.get_by_role("heading", name="Put off until later")).to_be_visible()


def test_a_morning_on_a_phone(window, thirty):
    mentor = visit(window(360, height=800, dark=True), thirty, MENTOR)
    mentor.go("/today/")
    if is_clear(mentor):  # the other morning came first
        mentor.press("Back to the list")
    expect(mentor.frame.locator(".now")).to_be_visible()
    assert not wider_than(mentor.page, 360)
    for _ in range(MOST):
        if is_clear(mentor):
            break
        if mentor.frame.locator(".now textarea").count():
            mentor.write("Your reply to", "Alone, and soon.")
            mentor.press("Send reply")
        else:
            mentor.press("Not today")
    expect(mentor.frame.get_by_role("heading", name="You are clear")).to_be_visible()


def test_two_are_chosen_on_the_board_by_keyboard_written_to_alone_and_it_is_undone(window, thirty):
    mentor = visit(window(1100, height=900), thirty, MENTOR)
    mentor.go("/groups/mine?sort=name")
    for name in NAMES[5:7]:
        mentor.frame.get_by_label(f"Choose {name}").focus()
        mentor.page.keyboard.press("Space")
    mentor.frame.get_by_role("button", name="Write to each alone").focus()
    enter(mentor)
    expect(mentor.heading()).to_have_text("Write to each alone")
    expect(mentor.frame.get_by_role("heading", name="What will happen for 2 people")).to_be_visible()
    mentor.write("What you say to each", "How was your first week?")
    mentor.press("Send it to each")
    expect(mentor.frame.get_by_role("heading", name="2 people were written to, each alone")).to_be_visible()
    assert barriers(mentor.frame) == []
    mentor.press("Undo it")
    expect(mentor.heading()).to_have_text("Undone")


@pytest.mark.parametrize("what", ["message", "share", "plan", "extend"])
def test_doing_one_thing_for_several_stands_in_nobodys_way(window, thirty, what):
    mentor = visit_in_a_tab(window(1000), thirty, MENTOR)
    mentor.go("/groups/mine?sort=name")
    tick(mentor.frame.get_by_label(f"Choose {NAMES[8]}"))
    ids = mentor.frame.locator(".pick:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    mentor.go(f"/groups/several/?what={what}&people={ids[0]}")
    assert barriers_in_looks(mentor.page) == []
    assert not wider_than(mentor.page, 320)
