"""The browser tests' own ground: a window opens, scripts can be off, and a page's complaint fails its test."""

from __future__ import annotations

from tests.harness.browser import Windows, barriers

PLAIN = "<!doctype html><html lang=en><title>A page</title><main><h1>Hello</h1>{}</main>"


def test_a_window_is_as_wide_as_asked(window):
    page = window(360)

    page.set_content(PLAIN.format(""))

    assert page.evaluate("innerWidth") == 360


def test_scripts_can_be_off(window):
    page = window(scripts=False)

    page.goto(
        "data:text/html," + PLAIN.format("<p>As sent</p><script>document.body.innerText = 'Changed'</script>")
    )

    assert page.get_by_text("As sent").is_visible()


def test_axe_sees_a_barrier_and_passes_a_plain_page(window):
    page = window()

    page.set_content(PLAIN.format(""))
    assert barriers(page) == []

    page.set_content(PLAIN.format("<img src='data:,'>"))
    assert [line.split(":")[0] for line in barriers(page)] == ["image-alt"]


def test_a_script_that_breaks_is_heard(browser):
    windows = Windows(browser)

    windows().goto("data:text/html,<script>null.nothing</script>")
    windows.close()

    assert len(windows.complaints) == 1
