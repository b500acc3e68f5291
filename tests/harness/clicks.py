"""Clicks as a person does them: again, where the first one had no effect.

Chromium drops what is clicked in a page that it has not drawn yet, and what is clicked in a frame that grows meanwhile
falls beside it. On a busy machine that happens now and then. None of these does anything twice.
"""

from __future__ import annotations

from playwright.sync_api import Error, Frame, Locator, Page, Request, expect

TRIES = 4
LOOKS_AGAIN = 100  # milliseconds
WAITS = 5_000  # milliseconds until a click that sent nothing counts as lost


def leave(page: Page, step: Locator) -> None:
    """Click on what leads away, until the browser is on its way. Raises AssertionError if it never is.

    A click is repeated only after one that sent nothing.
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


def unfold(summary: Locator) -> None:
    """Open what is folded up under these words. Raises AssertionError if it never opens."""
    fold = summary.locator("xpath=ancestor-or-self::details[1]")
    for _ in range(TRIES):
        if fold.get_attribute("open") is None:
            summary.click()
        try:
            expect(fold).to_have_attribute("open", "", timeout=WAITS)
        except AssertionError:
            continue
        return
    raise AssertionError(f"no click opened {summary}")


def tick(box: Locator) -> None:
    """Check a box or choose a radio button. Raises playwright's Error if it never takes."""
    for left in reversed(range(TRIES)):
        try:
            box.check()
        except Error as fault:
            if not left or "did not change its state" not in fault.message:
                raise
        else:
            return
