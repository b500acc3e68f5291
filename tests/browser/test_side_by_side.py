"""Two at once: two persons in one browser, one person in two tabs, one form sent twice."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.harness.visitors import Visitor, visit

MENTEE = "Fatima Zahra Benali"


def test_two_persons_in_two_tabs_of_one_browser_stay_apart(window, demo):
    page = window()
    mentee = visit(page, demo, MENTEE)
    lead = visit(page.context.new_page(), demo, "Helena Brandt")

    for visitor, name, other in ((mentee, MENTEE, lead), (lead, "Helena Brandt", mentee)):
        assert visitor.go("/me") == 200
        expect(visitor.frame.get_by_role("banner")).to_contain_text(name)
        assert visitor.visit != other.visit


def test_a_double_click_makes_one_thing(window, busy_demo):
    mentee = visit(window(), busy_demo, MENTEE)
    mentee.follow("Feedback and handing over")
    mentee.follow("The first weeks: what six of us wish we had known")
    mentee.write("Ask or comment", "Said with a nervous finger")

    # the second click breaks off what the first began, so that only where it ends can be waited for
    mentee.frame.get_by_role("button", name="Post", exact=True).dblclick()
    mentee.frame.wait_for_url(lambda url: "#post-" in url)

    mentee.frame.goto(mentee.frame.url)
    expect(mentee.frame.get_by_role("article").filter(has_text="Said with a nervous finger")).to_have_count(1)


def test_two_edits_of_one_goal_lose_neither_text(window, busy_demo):
    page = window()
    first = visit(page, busy_demo, MENTEE)
    second = visit(page.context.new_page(), busy_demo, MENTEE)
    for tab in (first, second):
        opens_the_goal(tab)

    first.write("What you want instead", "Written in the first tab. ")
    first.press("Save the change")
    second.write("What you want instead", "Written in the second tab. ")
    second.press("Save the change")

    expect(second.frame.get_by_role("alert")).to_contain_text("This was changed while you were writing.")
    expect(second.frame.locator(".theirs")).to_contain_text("Written in the first tab.")
    expect(second.box("What you want instead")).to_contain_text("Written in the second tab.")
    second.press("Save the change")
    expect(second.frame.locator(".told.you")).to_contain_text("Written in the second tab.")


def opens_the_goal(tab: Visitor) -> None:
    tab.follow("Goals", exact=True)
    tab.follow("Leave the roster with Yassine")
    tab.follow("Change the goal")
