"""A running course becomes a programme, and begins again on another platform, in another company."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.harness.visitors import SECOND, Visitor, visit

TITLE = "Care desk, as we do it"
BAD = "title: Half\ncadence_days: 0\nsections: []"


def test_a_programme_is_saved_taken_along_and_brought_in_elsewhere(window, busy_demo, empty_demo, tmp_path):
    here = visit(window(1100, height=900), busy_demo, "Helena Brandt")
    sections = sees_it_as_a_mentee(here)
    saves_the_course(here)
    file = takes_it_along(here, tmp_path)
    takes_it_away_and_back(here)

    there = visit(window(1100, height=900), empty_demo, "Helena Brandt", SECOND)
    is_told_what_is_wrong(there)
    brings_it_in(there, file)
    there.follow(f"See it as a mentee : {TITLE}")
    assert titles(there) == sections


def titles(lead: Visitor) -> list[str]:
    return lead.frame.get_by_role("list", name="Sections").get_by_role("heading").all_inner_texts()


def sees_it_as_a_mentee(lead: Visitor) -> list[str]:
    lead.go("/course/")
    lead.follow("See it as a mentee")
    expect(lead.frame.locator("main")).to_contain_text("This is how a mentee sees it")
    found = titles(lead)
    assert len(found) > 4
    lead.follow(found[0])
    expect(lead.heading()).to_have_text(found[0])
    assert lead.frame.get_by_role("main").get_by_role("button").count() == 0
    return found


def saves_the_course(lead: Visitor) -> None:
    lead.go("/course/")
    lead.follow("Programmes of your company")
    lead.fill(title=TITLE, for_whom="People who answer customers")
    lead.press("Save it as a programme")
    expect(kept(lead)).to_contain_text("People who answer customers")


def kept(lead: Visitor) -> Locator:
    return lead.frame.get_by_role("region", name="Kept by your company")


def takes_it_along(lead: Visitor, folder: Path) -> Path:
    with lead.page.expect_download() as coming:
        lead.frame.get_by_role("link", name=f"Take it along as a file : {TITLE}").click()
    assert coming.value.suggested_filename == "care-desk-as-we-do-it.yaml"
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def takes_it_away_and_back(lead: Visitor) -> None:
    lead.press(f"Take it away : {TITLE}")
    expect(kept(lead)).to_contain_text("One was taken away in the last 30 days")
    lead.press(f"Bring it back : {TITLE}")
    expect(kept(lead)).not_to_contain_text("taken away")


def is_told_what_is_wrong(lead: Visitor) -> None:
    lead.go("/programmes/")
    lead.frame.get_by_label("Or its text").fill(BAD)
    lead.press("Bring it in")
    told = lead.frame.get_by_role("region", name="Bring one in").get_by_role("listitem")
    expect(told.filter(has_text="Line 2")).to_contain_text("this goes from 1 to 365")
    expect(told.filter(has_text="Line 3")).to_contain_text("1 to 400 sections")
    expect(lead.frame.get_by_label("Or its text")).to_have_value(BAD)
    expect(kept(lead)).to_contain_text("None yet")


def brings_it_in(lead: Visitor, file: Path) -> None:
    lead.frame.get_by_label("A file").set_input_files(file)
    lead.press("Bring it in")
    expect(kept(lead)).to_contain_text(TITLE)
