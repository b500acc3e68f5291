"""A post gets a picture, is found by its words, and is moved to where it belongs; with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.factories.files import photograph
from tests.harness.browser import barriers_in_looks
from tests.harness.clicks import leave
from tests.harness.visitors import Visitor, assert_cross_site, visit, visit_in_a_tab

MENTEE, LEAD = "Fatima Zahra Benali", "Helena Brandt"
SHOWS = "A board with three notes"


@pytest.fixture
def photo(tmp_path):
    file = tmp_path / "board.jpg"
    file.write_bytes(photograph((1200, 900)))
    return file


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_post_gets_a_picture_is_found_and_is_moved(window, busy_demo, photo, scripts):
    def come(name: str) -> Visitor:
        visitor = visit(window(1100, height=900, scripts=scripts), busy_demo, name, scripts=scripts)
        assert_cross_site(visitor, busy_demo)
        return visitor

    word = "Xylophone" if scripts else "Zither"
    mentee, lead = come(MENTEE), come(LEAD)
    there = brings_up(lead, f"Where the {word} belongs")
    brings_up(mentee, f"Something about a {word}")

    says(mentee, f"{word}s need room, I think")
    puts_a_picture(mentee, photo)

    finds(lead, word.lower()[:5], f"{word}s")
    moves(lead, there)
    expect(lead.frame.get_by_text(f"{word}s need room")).to_be_visible()
    mentee.go(there)
    expect(mentee.frame.get_by_role("img", name=SHOWS)).to_be_visible()


def test_the_page_of_what_was_found_stands_in_nobodys_way(window, busy_demo):
    mentee = visit_in_a_tab(window(1000), busy_demo, MENTEE)
    mentee.go("/discussions/find?words=the")
    expect(mentee.frame.locator("mark").first).to_be_visible()

    assert barriers_in_looks(mentee.page) == []


def test_code_is_kept_as_it_was_typed(window, busy_demo):
    mentee = visit(window(1100, height=900), busy_demo, MENTEE)
    brings_up(mentee, "What does this line do")
    mentee.box("Ask or comment").click()
    mentee.frame.get_by_role("button", name="Lines of code").click()
    mentee.write("Ask or comment", "if a < b:  # www.example.org")
    mentee.press("Post", exact=True)

    code = mentee.frame.locator(".post pre")
    expect(code).to_have_text("if a < b:  # www.example.org")
    expect(code.locator("a")).to_have_count(0)


def test_code_is_kept_as_it_was_typed_without_scripts(window, busy_demo):
    mentee = visit(window(1100, height=900, scripts=False), busy_demo, MENTEE, scripts=False)
    brings_up(mentee, "What do these lines do")
    expect(mentee.frame.get_by_text("Lines of code stand between two lines of ```.").first).to_be_visible()
    mentee.write("Ask or comment", "Look:\n```\nif a < b:\n\n    go()  # www.example.org\n```\nand tell me")
    mentee.press("Post", exact=True)

    code = mentee.frame.locator(".post pre")
    expect(code).to_have_text("if a < b:\n\n    go()  # www.example.org")
    expect(code.locator("a")).to_have_count(0)
    leave(mentee.page, mentee.frame.get_by_role("link", name="Change or take back").last)
    expect(mentee.box("Your words")).to_have_value(re.compile(r"\n```\nif a < b:\n\n    go"))


def brings_up(visitor: Visitor, title: str) -> str:
    visitor.go("/topics/")
    visitor.follow("Bring something up")
    visitor.fill(title=title)
    visitor.write("Your words", f"About: {title}")
    visitor.press("Bring it up")
    expect(visitor.heading()).to_have_text(title)
    return visitor.path


def says(mentee: Visitor, words: str) -> None:
    mentee.write("Ask or comment", words)
    mentee.press("Post, then add a picture")
    expect(mentee.heading()).to_have_text("Add a picture")


def puts_a_picture(mentee: Visitor, photo: object) -> None:
    mentee.fill(shows=SHOWS)
    mentee.frame.locator("input[type=file]").set_input_files(str(photo))
    mentee.press("Put it there, then one more")
    expect(mentee.heading()).to_have_text("Another picture")
    mentee.fill(shows="Another board")
    mentee.frame.locator("input[type=file]").set_input_files(str(photo))
    mentee.press("Put it there", exact=True)
    expect(mentee.frame.get_by_role("img", name="Another board")).to_be_visible()
    shown = mentee.frame.get_by_role("img", name=SHOWS)
    expect(shown).to_be_visible()
    assert (
        shown.evaluate("each => each.decode().then(() => each.naturalWidth)") == 900
    )  # turned as it was held


def finds(lead: Visitor, asked: str, marked: str) -> None:
    lead.go("/topics/")
    lead.frame.get_by_role("searchbox").fill(asked)
    lead.press("Find")
    expect(lead.frame.locator("mark", has_text=marked)).to_be_visible()
    leave(
        lead.page,
        lead.frame.get_by_role("listitem").filter(has_text=f"{marked} need room").get_by_role("link"),
    )
    expect(lead.heading()).to_contain_text("What")


def moves(lead: Visitor, there: str) -> None:
    lead.follow("Move", exact=True)
    expect(lead.heading()).to_have_text("Move this to where it belongs")
    leave(lead.page, lead.frame.locator(f"a[href$='on/topic/{there.rpartition('/')[2]}']"))
    expect(lead.frame.get_by_text("Seen by everybody in this course").first).to_be_visible()
    lead.fill(why="It is about that.")
    lead.press("Move it")
    lead.frame.wait_for_url("**/topics/**")
