"""Whom the LMS says that somebody looks after: proposed to the lead, and nobody else is theirs to see."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.harness.beginnings import make_pair, open_course
from tests.harness.visitors import SECOND, Visitor, visit

OBSERVER, OBSERVED, UNNAMED = "Sofia Papadopoulou", "Mei-Ling Tan", "Ravi Menon"


def test_what_the_lms_says_is_proposed_confirmed_and_narrows(window, empty_demo):
    def come(name: str) -> Visitor:
        return visit(window(1200, height=900), empty_demo, name, SECOND)

    lead, mentee, _unnamed = come("Helena Brandt"), come(OBSERVED), come(UNNAMED)
    observer = come(OBSERVER)
    open_course(lead, "Customer-service advocate", "Care desk: your first six weeks")
    lead.go("/groups/")
    make_pair(lead, OBSERVER, UNNAMED)

    lead.go("/groups/from-lms/")
    named = lead.frame.get_by_role("region", name="Pairs that the LMS names")
    expect(named).to_contain_text(f"{OBSERVER} would mentor {OBSERVED}")
    expect(lead.frame.get_by_role("region", name="Pairs that the LMS does not name")).to_contain_text(
        f"{OBSERVER} mentors {UNNAMED}"
    )
    lead.press("Confirm")
    expect(named).to_have_count(0)

    observer.go("/groups/mine")
    expect(observer.frame.locator("main")).to_contain_text(OBSERVED)
    expect(observer.frame.locator("main")).not_to_contain_text(UNNAMED)
    mentee.go("/")
    expect(mentee.frame.get_by_role("complementary")).to_contain_text(f"{OBSERVER}, your mentor")
