"""Macros, styles and scripts in a real browser, under the policy that every page has, with nothing else around them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs

import pytest
from markupsafe import Markup
from playwright.sync_api import Page, Route, expect

from plugin.forms import Form
from tests.harness.browser import barriers
from tests.harness.clicks import unfold
from tests.look.pages import NONCE, page_maker

STATIC = Path(__file__).parents[2] / "plugin" / "static"
HERE = "https://tandem.example"
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{NONCE}'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
PIECES = (Path(__file__).parents[1] / "look" / "pieces.html").read_text(encoding="utf-8")

Shown = Callable[..., Page]


def around(theme: str) -> dict[str, Any]:
    """What the layout asks for: who is here, and where."""
    ways = [("today", "Today", 5), ("group", "Group", 0), ("course", "Course", 0), ("goals", "Goals", 0)]
    tabs = [SimpleNamespace(key=key, label=label, url="#", count=count) for key, label, count in ways]
    member = {
        "enrolment_id": 7,
        "name": "Amara Okafor",
        "theme": theme,
        "zone": "Africa/Lagos",
        "zone_confirmed": False,
    }
    frame = {
        "course_title": "Leading your first team",
        "group_line": "Spring cohort",
        "as_whom": "mentor",
        "tabs": tabs,
    }
    return {"member": SimpleNamespace(**member), "frame": SimpleNamespace(**frame)}


def answer(route: Route, html: str) -> None:
    """Static files from the disk, the page for everything else, each with the headers of the product."""
    path = route.request.url.removeprefix(HERE)
    if path.startswith("/static/"):
        route.fulfill(path=STATIC / path.removeprefix("/static/"))
    else:
        route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})


@pytest.fixture
def shown(window) -> Shown:
    """Opens the page of pieces; `form` is what stands in it."""
    made = page_maker()

    def opened(form: Form | None = None, language: str = "en", theme: str = "light", **how: Any) -> Page:
        day = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
        html = made(PIECES, language, form=form or Form(), day=day, **around(theme))
        page: Page = window(**how)
        page.route(f"{HERE}/**", lambda route: answer(route, html))
        page.goto(f"{HERE}/")
        return page

    return opened


def sent(page: Page) -> dict[str, str]:
    """Send the first form; what it sent."""
    with page.expect_request(f"{HERE}/sent") as request:
        page.get_by_role("button", name="Keep the session").click()
    page.wait_for_url(
        f"{HERE}/sent"
    )  # a window that closes while a page is on its way may never say that it has
    return {name: values[0] for name, values in parse_qs(request.value.post_data or "").items()}


PUT_RIGHT = Form(
    typed={"body": "<p>mine</p>", "body_format": "html", "title": "x"},
    errors={"due": "Choose today or later.", "body": "Please shorten this.", "people": "Choose somebody."},
    theirs={"body": Markup("<p>theirs</p>")},
    version=3,
)


@pytest.mark.parametrize("form", [Form(), PUT_RIGHT], ids=["fresh", "to put right"])
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("en", "dark"), ("ar", "light")])
def test_nothing_stands_in_anybodys_way(shown, form, language, theme):
    page = shown(form, language, theme)
    page.get_by_role("textbox", name="Shared note").wait_for()

    assert barriers(page) == []


@pytest.mark.parametrize("form", [Form(), PUT_RIGHT], ids=["fresh", "to put right"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_narrow_frame_never_scrolls_sideways(shown, form, language):
    page = shown(form, language, width=320)
    page.get_by_role("textbox", name="Shared note").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_editor_sends_html_and_says_so(shown):
    page = shown()

    page.get_by_role("textbox", name="Shared note").click()
    page.get_by_role("button", name="Bold").first.click()
    page.keyboard.type("Ask first", delay=10)

    told = sent(page)
    assert (told["body"], told["body_format"]) == (
        "<p><strong>Ask&nbsp;first</strong></p>".replace("&nbsp;", " "),
        "html",
    )


def test_a_form_that_is_sent_at_once_holds_the_last_letter(shown):
    page = shown()
    page.get_by_role("textbox", name="Shared note").click()
    page.route(f"{HERE}/sent", lambda route: route.abort())

    with page.expect_request(f"{HERE}/sent") as request:
        page.evaluate("""() => {
          const editor = document.querySelector('trix-editor');
          const typed = { inputType: 'insertText', data: 'Quick', bubbles: true, cancelable: true };
          editor.dispatchEvent(new InputEvent('beforeinput', typed));
          editor.closest('form').requestSubmit();
        }""")

    assert parse_qs(request.value.post_data or "")["body"] == ["<p>Quick</p>"]


def test_the_editors_buttons_answer_the_keyboard(shown):
    page = shown()
    page.get_by_role("textbox", name="Shared note").click()

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    italic = page.get_by_role("button", name="Italic").first
    expect(italic).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("textbox", name="Shared note")).to_be_focused()


def test_after_an_error_the_editor_has_the_words_back_and_the_summary_the_focus(shown):
    page = shown(PUT_RIGHT)

    editor = page.get_by_role("textbox", name="Shared note")
    expect(editor).to_have_text("mine")
    expect(editor).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert").first).to_be_focused()


def test_without_scripts_the_textarea_sends_plain_text(shown):
    page = shown(scripts=False)

    page.get_by_label("Shared note").fill("Ask first")

    told = sent(page)
    assert (told["body"], told["body_format"]) == ("Ask first", "plain")
    assert not page.get_by_role("toolbar").is_visible()


def test_the_browsers_zone_is_proposed(shown):
    assert shown(timezone_id="Africa/Lagos").get_by_label("Time zone").input_value() == "Africa/Lagos"
    assert shown(timezone_id="Asia/Tokyo").get_by_label("Time zone").input_value() == "UTC"


def test_the_menu_closes_on_escape_and_gives_the_focus_back(shown):
    page = shown()
    unfold(page.locator("details.menu summary"))
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(page.locator("details.menu")).not_to_have_attribute("open", "")
    expect(page.locator("details.menu summary")).to_be_focused()


def test_typed_text_can_be_copied_where_the_clipboard_is_allowed(shown):
    page = shown(permissions=["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "typed"


def test_the_lms_hears_how_tall_the_page_is_and_when_that_changes(shown):
    page = shown()
    page.route("https://lms.example/", lambda route: route.fulfill(body=FRAME, content_type="text/html"))
    page.goto("https://lms.example/")
    page.wait_for_function("window.heights.length")

    page.frames[1].evaluate("document.querySelector('.cols').remove()")

    page.wait_for_function("window.heights.length > 1 && window.heights.at(-1) < window.heights[0] / 2")


FRAME = f"""<!doctype html><title>LMS</title><script>
window.heights = [];
addEventListener('message', ({{ data, origin }}) => {{
  if (origin === '{HERE}' && data.subject === 'lti.frameResize') {{
    window.heights.push(data.height);
    document.querySelector('iframe').height = data.height;
  }}
}});
</script><iframe src="{HERE}/" width="900" height="300"></iframe>"""
