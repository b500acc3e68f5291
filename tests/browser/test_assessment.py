"""An assessment answered without scripts, handed in, returned with words, handed in again with scripts, and done."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.harness.browser import barriers
from tests.harness.clicks import tick
from tests.harness.visitors import Visitor, visit

TITLE = "Halfway look"
FIRST_WORDS = "I asked first on Monday, and nobody waited for me"
RETURNED = "Which Monday was it, and who said so"
MORE = " It was the ninth, and Sofia said it"
SHOWN = "Two handovers that I watched"
WELL = "Now I can see it before me"


def test_an_assessment_goes_to_and_fro_until_it_is_done(window, busy_demo):
    mentee = visit(window(scripts=False), busy_demo, "Kwame Mensah", scripts=False)
    mentor = visit(window(), busy_demo, "Amara Okafor")

    keeps_a_draft(mentee)
    hands_it_in(mentee)
    hands_it_back(mentor)
    with_scripts = visit(window(), busy_demo, "Kwame Mensah")
    changes_it(with_scripts)
    says_it_is_done(mentor)
    reads_how_it_went(with_scripts)


def opens(mentee: Visitor) -> None:
    mentee.follow("Course", exact=True)
    mentee.follow(TITLE)


def keeps_a_draft(mentee: Visitor) -> None:
    opens(mentee)
    mentee.frame.get_by_role("textbox").first.fill(FIRST_WORDS)
    mentee.press("Keep my draft")
    expect(mentee.frame.get_by_role("textbox").first).to_have_value(FIRST_WORDS)

    mentee.press("Hand it in")
    expect(mentee.frame.get_by_role("alert")).to_contain_text("Nothing you wrote is lost")
    expect(mentee.frame.get_by_role("textbox").first).to_have_value(FIRST_WORDS)


def hands_it_in(mentee: Visitor) -> None:
    boxes = mentee.frame.locator("textarea[name^=answer_]")
    for place in range(1, boxes.count()):
        boxes.nth(place).fill(f"Answer {place}")
    tick(mentee.frame.get_by_role("radio", name="3 · "))
    for part in ("I have seen how it is done", "I have done it"):
        tick(mentee.frame.get_by_role("checkbox", name=part))
    tick(mentee.frame.get_by_role("radio", name="A meeting"))
    assert "It takes a minute" not in mentee.frame.content()
    mentee.press("Hand it in")
    expect(mentee.frame.locator("main")).to_contain_text("It lies with Amara Okafor now")
    expect(mentee.frame.locator("main")).to_contain_text("0 of 1 right")


def hands_it_back(mentor: Visitor) -> None:
    mentor.follow("Group", exact=True)
    mentor.follow(f"Kwame Mensah: {TITLE}")
    expect(mentor.frame.get_by_text(FIRST_WORDS)).to_be_visible()
    assert barriers(mentor.frame) == []
    mentor.write("Your words to Kwame Mensah", RETURNED)
    mentor.press("Hand it back to Kwame Mensah")
    expect(mentor.frame.get_by_text("Handed back")).to_be_visible()


def changes_it(mentee: Visitor) -> None:
    opens(mentee)
    expect(mentee.frame.get_by_text(RETURNED)).to_be_visible()
    assert barriers(mentee.frame) == []
    first = mentee.frame.locator("trix-editor").first
    first.click()
    first.press("Control+End")
    first.press_sequentially(MORE)
    tick(mentee.frame.get_by_role("radio", name="The question what they have tried"))
    mentee.press("Hand it in")
    expect(mentee.frame.locator("main")).to_contain_text("1 of 1 right")


def says_it_is_done(mentor: Visitor) -> None:
    mentor.follow("Group", exact=True)
    mentor.follow(f"Kwame Mensah: {TITLE}")
    expect(mentor.frame.get_by_text(FIRST_WORDS + MORE)).to_be_visible()
    mentor.press("Sign off")
    mentor.write("Your words to Kwame Mensah", WELL)
    tick(mentor.frame.get_by_role("radio", name="2 · "))
    mentor.frame.get_by_label("What showed you").fill(SHOWN)
    mentor.press("Say it is done")
    mentor.follow("Group", exact=True)
    expect(mentor.frame.get_by_role("link", name=f"Kwame Mensah: {TITLE}")).to_have_count(0)


def reads_how_it_went(mentee: Visitor) -> None:
    opens(mentee)
    expect(mentee.frame.get_by_text(WELL)).to_be_visible()
    mentee.follow("Every attempt")
    mentee.unfold("Attempt 1")
    expect(mentee.frame.get_by_text(RETURNED)).to_be_visible()
    expect(mentee.frame.get_by_role("cell", name="Amara Okafor on")).to_be_visible()
    expect(mentee.frame.get_by_text(SHOWN)).to_be_visible()
