"""A real Chromium: found on this machine, opened as a person would hold it, and asked what it dislikes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Frame, Page, sync_playwright

from tests.harness.effort import EFFORT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "no Chromium on this machine"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
# WCAG 2.0 to 2.2, levels A and AA, is the promise; best practices are kept as long as they cost nobody anything.
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Width, theme and direction: four looks that pair each of them with each other once.
LOOKS = ((1100, "light", "ltr"), (1100, "dark", "rtl"), (360, "light", "rtl"), (360, "dark", "ltr"))
# Outside a soak: both widths, both lights and both directions, once each.
TWO_LOOKS = ((1100, "dark", "rtl"), (360, "light", "ltr"))
# Changes a page's theme and direction, and brings colours that fade to where they fade to. Waiting for them would be
# waiting for frames, which a browser with nobody in front of it may stop drawing.
DRESS = """([theme, dir]) => {
  Object.assign(document.documentElement, { dir }).dataset.theme = theme;
  for (const each of document.getAnimations()) each.finish();
}"""
CROWDED = """() => [...document.querySelectorAll(":is(.cols, .halves, .beside, .desk, .duo) > *")]
  .filter((each) => each.scrollWidth > each.clientWidth + 1)  // a hidden word may round up
  .map((each) => `${each.className}: ${each.scrollWidth} in ${each.clientWidth} px`)"""
PATIENCE = 30_000  # milliseconds; two cores, three servers and two browsers


def executable() -> str | None:
    """Chromium's path, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def must_be_there() -> bool:
    """Whether a machine without one has failed rather than skipped."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """A running one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Windows:
    """Opens windows that share nothing, and closes them all at the end. What a page complains of is kept."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(
        self, width: int = 1100, *, height: int = 700, dark: bool = False, scripts: bool = True, **more: Any
    ) -> Page:
        """A new person's window, as wide as the frame should be."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            **more,
        )
        context.set_default_timeout(PATIENCE)
        self._open.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: self.complaints.append(f"script: {fault}"))
        page.on("console", self._heard)
        return page

    def _heard(self, message: Any) -> None:
        """A blocked script or style is said in the console alone."""
        if message.type == "error" and "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def close(self) -> None:
        for context in self._open:
            context.close()


def tool_frame(page: Page, origin: str) -> Frame:
    """The frame of the page that Tandem stands in, once it is there."""
    page.wait_for_function("() => document.querySelector('iframe') !== null")
    element = page.wait_for_selector("iframe")
    frame = element.content_frame() if element else None
    assert frame, "the LMS page holds no frame"
    frame.wait_for_url(lambda url: url.startswith(origin) and "/v/" in url)
    return frame


def barriers(where: Page | Frame) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, one line for each."""
    return _lines(Axe().run(where, options={"runOnly": RULES, "resultTypes": ["violations"]}).response)


def _lines(told: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in told["violations"]
        for node in violation["nodes"]
    ]


def barriers_in_looks(page: Page) -> list[str]:
    """What axe finds in each look, the page being loaded once."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, theme, direction in LOOKS if EFFORT >= 1 else TWO_LOOKS:
        page.set_viewport_size({"width": width, "height": 700})
        page.evaluate(DRESS, [theme, direction])
        told = page.evaluate("options => axe.run(options)", {"runOnly": RULES, "resultTypes": ["violations"]})
        found += [f"{width} px, {theme}, {direction}: {line}" for line in _lines(told)]
    return found


def wider_than(page: Page, width: int) -> bool:
    """Whether the page would scroll sideways in a frame of that width."""
    page.set_viewport_size({"width": width, "height": 700})
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def run_over(page: Page, width: int) -> list[str]:
    """What runs over in a frame of that width: the page itself, and columns that run into what stands beside them. Then
    the page does not scroll."""
    sideways = [f"scrolls sideways at {width} px"] if wider_than(page, width) else []
    return sideways + [f"crowded at {width} px: {column}" for column in page.evaluate(CROWDED)]


def picture(page: Page, folder: Path, name: str, *, show: Callable[[str], None] = print) -> Path:
    """A picture of the whole page, for looking at."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    show(str(path))
    return path
