"""A PDF in the page: brought by a mentor, read by a mentee page by page, by keyboard, and fetched with scripts off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories.files import GOOD, pdf
from tests.harness.browser import barriers_in_looks
from tests.harness.clicks import leave
from tests.harness.visitors import Visitor, assert_cross_site, visit, visit_in_a_tab

PAGES = ("Listen first", "Say it back", "Then act")


@pytest.fixture
def handbook(tmp_path) -> Path:
    file = tmp_path / "How we listen.pdf"
    file.write_bytes(pdf(*PAGES))
    return file


def brings(mentor: Visitor, file: Path) -> str:
    """Through the pages, from the section to the resource."""
    mentor.follow("Course", exact=True)
    leave(mentor.page, mentor.frame.locator("ol.path a, .path a").first)
    mentor.frame.wait_for_url("**/sections/**")
    mentor.follow("Add a resource")
    mentor.follow("Add a file instead")
    mentor.fill(minutes="5", why="Everything else builds on it")
    mentor.frame.locator("input[type=file]").set_input_files(file)
    mentor.press("Add it to")
    expect(mentor.heading()).to_have_text(file.stem)
    return mentor.path


def shows(visitor: Visitor, page: int) -> None:
    region = visitor.frame.get_by_role("region", name=re.compile(f"Page {page} of 3"))
    expect(region).to_be_visible()
    expect(region.locator(".textLayer")).to_contain_text(PAGES[page - 1])
    assert region.locator("canvas").evaluate("each => each.width > 0 && each.height > 0")


@pytest.mark.both_databases
def test_a_pdf_is_brought_and_read_page_by_page(window, busy_demo, handbook):
    mentor = visit(window(1100, height=900), busy_demo, "Ravi Menon")
    assert_cross_site(mentor, busy_demo)
    there = brings(mentor, handbook)
    mentee = visit(window(1100, height=900), busy_demo, "Fatima Zahra Benali")
    assert mentee.go(there) == 200

    shows(mentee, 1)
    mentee.fitted()
    mentee.frame.get_by_role("button", name="Next page").click()
    shows(mentee, 2)
    expect(mentee.frame.get_by_role("status")).to_have_text("Page 2 of 3")

    mentee.frame.get_by_role("region", name="How we listen").focus()
    mentee.page.keyboard.press("PageDown")
    shows(mentee, 3)
    mentee.page.keyboard.press("Home")
    shows(mentee, 1)
    wide = mentee.frame.locator(".pdf-page").evaluate("each => each.clientWidth")
    mentee.page.keyboard.press("+")
    mentee.frame.wait_for_function("wide => document.querySelector('.pdf-page').clientWidth > wide", arg=wide)


def test_without_scripts_a_pdf_is_fetched_as_it_was_brought(window, busy_demo, handbook):
    mentor = visit(window(1100, height=900), busy_demo, "Ravi Menon")
    there = brings(mentor, handbook)
    mentee = visit(window(1100, scripts=False), busy_demo, "Fatima Zahra Benali", scripts=False)
    assert mentee.go(there) == 200
    expect(mentee.frame.get_by_role("button", name="Next page")).to_be_hidden()

    with mentee.page.expect_download() as fetched:
        mentee.frame.get_by_role("link", name="Download it").click()

    assert fetched.value.suggested_filename == "How we listen.pdf"
    assert Path(fetched.value.path()).read_bytes() == handbook.read_bytes()


def test_a_picture_and_a_recording_stand_in_their_pages(window, busy_demo, tmp_path):
    mentor = visit(window(1100, height=900), busy_demo, "Ravi Menon")
    (tmp_path / "The board.png").write_bytes(GOOD["board.png"])
    (tmp_path / "The call.wav").write_bytes(
        b"RIFF\x2c\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
        b"\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x08\x00\x00\x00" + b"\x80" * 8
    )

    brings(mentor, tmp_path / "The board.png")
    picture = mentor.frame.get_by_role("img", name="The board")
    assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)") == 6

    brings(mentor, tmp_path / "The call.wav")
    mentor.frame.wait_for_function("() => document.querySelector('audio').readyState > 0")


def test_a_file_that_is_too_large_is_refused_before_it_travels(window, busy_demo, handbook):
    mentor = visit(window(1100, height=900), busy_demo, "Ravi Menon")
    mentor.go("/resources/upload")
    field = mentor.frame.locator("input[type=file]")
    field.evaluate("each => { each.dataset.most = '0.0001'; }")
    field.set_input_files(handbook)

    expect(mentor.frame.get_by_text("Please choose a smaller one.")).to_be_visible()
    mentor.fitted()
    mentor.frame.get_by_role("button", name="Keep this file").click()
    expect(field).to_be_focused()
    assert mentor.path == "/resources/upload"


def test_the_pages_of_files_stand_in_nobodys_way(window, busy_demo, handbook):
    mentor = visit(window(1100, height=900), busy_demo, "Ravi Menon")
    there = brings(mentor, handbook)
    tab = visit_in_a_tab(window(1100), busy_demo, "Ravi Menon")

    for path in (there, there.replace("/resources/", "/files/") + "/edit", "/resources/upload"):
        assert tab.go(path) == 200
        assert barriers_in_looks(tab.page) == [], path
