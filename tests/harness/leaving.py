"""Clicks that lead to another page, done as a person does them: again, where the first one had no effect."""

from __future__ import annotations

from playwright.sync_api import Frame, Locator, Page, Request

TRIES = 4
LOOKS_AGAIN = 100  # milliseconds
WAITS = 5_000  # milliseconds until a click that sent nothing counts as lost


def leave(page: Page, step: Locator) -> None:
    """Click on what leads away, until the browser is on its way. Raises AssertionError if it never is.

    Chromium drops what is clicked in a page that it has not drawn yet, and on a busy machine a click falls into that
    moment now and then. Nothing is sent twice: a click is repeated only after one that sent nothing.
    """
    step.wait_for()  # else the coming of its own page would count as leaving it
    gone: list[str] = []

    def asked(request: Request) -> None:
        if request.is_navigation_request():
            gone.append(request.url)

    def arrived(frame: Frame) -> None:
        gone.append(frame.url)

    page.context.on("request", asked)  # of the whole context: a link may open a window
    page.on("framenavigated", arrived)  # a place within the page is reached without asking
    try:
        for _ in range(TRIES):
            step.click()
            waited = 0
            while not gone and waited < WAITS:
                page.wait_for_timeout(LOOKS_AGAIN)
                waited += LOOKS_AGAIN
            if gone:
                return
    finally:
        page.context.remove_listener("request", asked)
        page.remove_listener("framenavigated", arrived)
    raise AssertionError(f"no click led away from {page.url}")


def onward(page: Page, step: Locator) -> None:
    """Leave by a link or button, and wait until what it leads to stands in its place: the next may be named alike."""
    step.wait_for()
    with page.expect_event("framenavigated"):
        leave(page, step)
