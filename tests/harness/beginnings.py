"""How things begin in the browser: a lead opens a course and puts two people together."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.harness.clicks import tick
from tests.harness.visitors import FIVE_STEPS, Visitor


def open_course(lead: Visitor, programme: str, title: str) -> None:
    """Go through set-up, from the choice of a programme to the open course."""
    expect(lead.heading()).to_have_text("Choose a programme")
    tick(lead.frame.get_by_label(programme))
    lead.fill(title=title)
    for onward in FIVE_STEPS:
        lead.press(onward)
    expect(lead.heading()).to_have_text("The journey")


def make_pair(lead: Visitor, mentor: str, mentee: str) -> None:
    """On the page of the people."""
    lead.choose("Mentor", mentor)
    lead.choose("Mentee", mentee)
    lead.press("Make the pair")
    expect(lead.frame.get_by_role("row", name=mentee)).to_contain_text("one to one")
