"""A mentor plans a series, the mentee prepares for it and takes it into a calendar; with scripts and without."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.harness.browser import barriers_in_looks
from tests.harness.visitors import assert_cross_site, visit, visit_in_a_tab

MENTOR, MENTEE = "Amara Okafor", "Fatima Zahra Benali"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_series_is_planned_prepared_for_and_called_off(window, busy_demo, scripts):
    days = 40 if scripts else 41
    mentor = visit(window(360, height=900, scripts=scripts), busy_demo, MENTOR, scripts=scripts)
    assert_cross_site(mentor, busy_demo)
    mentor.go("/sessions/")
    mentor.follow("Plan a session")
    mentor.frame.get_by_label("With whom").select_option(label=MENTEE)
    at = datetime.now().replace(hour=9, minute=15) + timedelta(days=days)  # noqa: DTZ005 - a field's own words
    mentor.frame.get_by_label("When").fill(at.strftime("%Y-%m-%dT%H:%M"))
    mentor.frame.get_by_label("Where").fill(f"Room {days}")
    mentor.frame.get_by_label("How many sessions in all").fill("2")
    if scripts:
        mentor.frame.get_by_text("Begin from an agenda").click()
        mentor.frame.get_by_role("button", name="Use it: When nothing moves").click()
        agenda = mentor.frame.get_by_label("What you want to talk about", exact=True).last
        expect(agenda).to_contain_text("a step so small that it cannot fail")
    mentor.press("Plan it")
    expect(mentor.frame.get_by_text(f"Room {days}")).to_have_count(2)

    mentee = visit(window(360, height=900, scripts=scripts), busy_demo, MENTEE, scripts=scripts)
    mentee.go("/sessions/")
    mentee.frame.get_by_role("listitem").filter(has_text=f"Room {days}").get_by_role("link").first.click()
    mentee.frame.get_by_label("What I want to ask").fill(f"Why room {days}?")
    mentee.press("Bring this")
    expect(mentee.frame.get_by_label("What I want to ask")).to_have_value(f"Why room {days}?")

    mentor.go("/sessions/")
    mentor.frame.get_by_role("listitem").filter(has_text=f"Room {days}").get_by_role("link").first.click()
    expect(mentor.frame.get_by_text(f"Why room {days}?")).to_be_visible()
    mentor.frame.get_by_label("Why").fill("The room is taken")
    mentor.frame.get_by_label("The one after it too").check()
    mentor.press("Call it off")
    expect(mentor.frame.get_by_text("called off", exact=True)).to_be_visible()
    mentor.go("/sessions/")
    expect(mentor.frame.get_by_text(f"Room {days}")).to_have_count(0)


def test_a_calendar_reads_what_its_address_gives(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, MENTEE)
    mentee.go("/sessions/calendar")
    mentee.press("Make an address")
    address = mentee.frame.get_by_text(".ics").inner_text()

    told = mentee.page.request.get(address)
    events = Calendar.from_ical(told.body()).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Mentoring session"}
    assert len(events) >= 4
    assert barriers_in_looks(mentee.page) == []


def test_what_is_to_come_stands_in_nobodys_way(window, demo):
    mentee = visit_in_a_tab(window(1000), demo, MENTEE)
    mentee.go("/sessions/")
    expect(mentee.frame.get_by_role("heading", name="To come")).to_be_visible()

    assert barriers_in_looks(mentee.page) == []


def test_the_pages_of_a_plan_stand_in_nobodys_way(window, demo):
    mentor = visit_in_a_tab(window(1000), demo, MENTOR)
    mentor.go("/sessions/plans/new")
    assert barriers_in_looks(mentor.page) == []
    mentor.go("/sessions/")
    mentor.frame.get_by_role("listitem").filter(has_text="meet.northwind").get_by_role("link").first.click()
    expect(mentor.frame.get_by_text("leave the silence alone")).to_be_visible()
    assert barriers_in_looks(mentor.page) == []
