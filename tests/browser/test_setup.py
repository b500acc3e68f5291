"""Set-up in five steps by somebody who has never seen it and does only what the page says, in the cross-site frame."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.harness.clicks import tick
from tests.harness.visitors import SECOND, Visitor, visit

HEAD = "mentor;mentee;group"
PAIR = "ravi@northwind.example;sofia@northwind.example;"
FAULTY = "ravi;mei-ling@northwind.example;Early desk"
INVITED = "ravi@northwind.example;mei-ling@northwind.example;Early desk"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def arrives(request, window, empty_demo):
    """Somebody comes in a browser of their own, to the course that nobody has set up yet."""

    def come(name: str) -> Visitor:
        page = window(1200, height=900, scripts=request.param)
        return visit(page, empty_demo, name, SECOND, scripts=request.param)

    return come


def test_a_course_is_set_up_in_five_steps_and_one_who_was_invited_comes(arrives):
    lead, _mentor, mentee = (arrives(name) for name in ("Helena Brandt", "Ravi Menon", "Sofia Papadopoulou"))

    chooses_a_programme(lead)
    looks_at_the_roster(lead)
    puts_people_together_by_a_sheet(lead)
    settles_the_cadence(lead)
    expect(mentee.heading()).to_have_text("Not open yet")
    looks_it_over_and_opens(lead)

    mentee.go("/")
    expect(mentee.frame.get_by_role("complementary")).to_contain_text("Ravi Menon, your mentor")
    the_invited_one_has_a_mentor(arrives("Mei-Ling Tan"))
    nobody_is_expected_any_more(lead)


def stands_at(lead: Visitor, number: int, heading: str) -> None:
    expect(lead.heading()).to_have_text(heading)
    expect(lead.frame.locator("main")).to_contain_text(f"Step {number} of 5")
    expect(lead.frame.locator("[aria-current=step]")).to_have_count(1)


def chooses_a_programme(lead: Visitor) -> None:
    stands_at(lead, 1, "Choose a programme")
    tick(lead.frame.get_by_label("Customer-service advocate"))
    lead.fill(title="Care desk: your first six weeks")
    lead.press("Go on to the roster")


def looks_at_the_roster(lead: Visitor) -> None:
    lead.go("/")  # whoever leaves and comes back goes on where they were
    stands_at(lead, 2, "Who is in the course")
    lead.press("Go on to mentors and groups")


def puts_people_together_by_a_sheet(lead: Visitor) -> None:
    stands_at(lead, 3, "Who mentors whom")
    lead.follow("Use a sheet")
    field = lead.frame.get_by_label("The lines of your sheet")
    field.fill("\n".join((HEAD, PAIR, FAULTY)))
    lead.press("Show me what it will do")
    expect(lead.frame.get_by_role("alert")).to_contain_text("Line 3: “ravi” is no e-mail address.")
    expect(lead.frame.get_by_role("button", name="Do all of this")).to_have_count(0)

    field.fill(field.input_value().replace(FAULTY, INVITED))
    lead.press("Check it again")
    rows = lead.frame.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Sofia Papadopoulou")
    expect(rows.nth(1)).to_contain_text("A new pair")
    expect(rows.nth(2)).to_contain_text("Waits until they have come")
    lead.press("Do all of this")

    stands_at(lead, 3, "Who mentors whom")
    expect(lead.frame.get_by_role("region", name="Still expected")).to_contain_text(
        "mei-ling@northwind.example"
    )
    expect(lead.frame.get_by_role("row", name="Early desk")).to_contain_text("Ravi Menon")
    lead.press("Go on to cadence")


def settles_the_cadence(lead: Visitor) -> None:
    stands_at(lead, 4, "Cadence and privacy")
    lead.fill(cadence_days="7", reply_days="3")
    lead.press("Go on to the last look")


def looks_it_over_and_opens(lead: Visitor) -> None:
    stands_at(lead, 5, "Look it over, then open")
    checks = lead.frame.get_by_role("region", name="Checks")
    expect(checks).to_contain_text("Early desk has no mentees.")
    expect(checks).to_contain_text("Tandem sends no mail yet")
    expect(lead.frame.get_by_role("region", name="What a mentee will walk")).to_contain_text(
        "open from the start"
    )
    lead.press("Open the course")
    expect(lead.heading()).to_have_text("The journey")
    expect(lead.frame.get_by_role("navigation", name="In this course")).not_to_contain_text("Set up")


def the_invited_one_has_a_mentor(invited: Visitor) -> None:
    expect(invited.heading()).to_have_text("Your journey")
    beside = invited.frame.get_by_role("complementary")
    expect(beside).to_contain_text("Ravi Menon, your mentor")
    expect(beside).to_contain_text("Early desk")


def nobody_is_expected_any_more(lead: Visitor) -> None:
    lead.follow("People", exact=True)
    expect(lead.frame.get_by_role("row", name="Mei-Ling Tan")).to_contain_text("Ravi Menon")
    assert "mei-ling@northwind.example" not in lead.frame.content()
