"""A promise is moved with its reason, let go and taken up again; with scripts and without."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

FATIMAS = ("Fatima Zahra Benali", "Write down what each person wants next")
KWAMES = ("Kwame Mensah", "Ask Efua what she would change about Fridays")


@pytest.mark.parametrize(
    ("whose", "scripts"), [(FATIMAS, True), (KWAMES, False)], ids=["scripts", "no scripts"]
)
def test_a_promise_is_moved_let_go_and_taken_up(window, busy_demo, whose, scripts):
    who, promise = whose
    mentee = visit(window(360, height=900, scripts=scripts), busy_demo, who, scripts=scripts)
    assert_cross_site(mentee, busy_demo)
    mentee.go("/course/")
    mentee.follow(promise)

    def to_day(number):
        when = datetime.now() + timedelta(days=number)  # noqa: DTZ005 - a field's own words
        mentee.frame.get_by_label("To which day").fill(when.strftime("%Y-%m-%d"))

    to_day(12)
    mentee.frame.get_by_label("Why").first.fill("Not before that")
    mentee.press("Move it")
    expect(mentee.frame.get_by_text("Not before that")).to_be_visible()
    mentee.frame.get_by_label("Why").last.fill("It solved itself")
    mentee.press("I let it go")
    expect(mentee.frame.get_by_text("It solved itself")).to_be_visible()
    to_day(13)
    mentee.frame.get_by_label("Why").first.fill("It came back")
    mentee.press("Take it up")
    expect(mentee.frame.get_by_text("It came back")).to_be_visible()
    expect(mentee.frame.get_by_role("button", name="It is done")).to_be_visible()


def test_a_promise_stands_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, KWAMES[0])
    mentee.go("/course/")
    mentee.follow(KWAMES[1])
    expect(mentee.frame.get_by_text("Efua is ill until Monday")).to_be_visible()

    assert barriers_in_looks(mentee.page) == []
