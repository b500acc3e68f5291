"""People in front of a browser: they sign in to the demonstration LMS and use Tandem in its cross-site frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Frame, Locator, Page, expect

from tests.fakes.demonstration import Demonstration
from tests.harness.clicks import leave, unfold

# Addresses that give a file to keep, or the bytes of one.
FILE = re.compile(r"\.(?:yaml|ics)$|/(?:file|export)$|/(?:files|picture)/[0-9a-f-]{36}$")

# The buttons that lead through set-up, one for each step.
FIVE_STEPS = (
    "Go on to the roster",
    "Go on to mentors and groups",
    "Go on to cadence",
    "Go on to the last look",
    "Open the course",
)
FIRST, SECOND = "Leading your first team", "Customer care: new advocates"

# The frame is as tall as its page, give or take the pixel or two that are not worth a message; the LMS's least is 320.
FITS = "tall => Math.abs(document.querySelector('iframe.tool').clientHeight - Math.max(320, tall)) < 4"


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def visit_of(url: str) -> str:
    """The address of a visit, without the page: whatever begins with it belongs to the same stay."""
    return "/".join(url.split("/")[:5])


def links_in(html: str, visit: str) -> list[str]:
    """Where the links of a page lead, in the order of reading, as far as they stay in this visit and are pages."""
    found = [urljoin(visit, unescape(href)) for href in re.findall(r'<a\s[^>]*?href="([^"#]+)', html)]
    inside = [address for address in dict.fromkeys(found) if address.startswith(visit)]
    return [address for address in inside if not FILE.search(urlsplit(address).path)]


@dataclass
class Visitor:
    """Somebody in a tab of the LMS that holds Tandem's frame. `frame` stays the same while its pages change."""

    page: Page
    frame: Frame
    scripts: bool = True

    @property
    def visit(self) -> str:
        """The address of this visit, without the page."""
        return visit_of(self.frame.url)

    @property
    def path(self) -> str:
        """The page of this visit that the frame shows."""
        return urlsplit(self.frame.url.removeprefix(self.visit)).path

    def go(self, path: str) -> int:
        """Open an address of this visit in the frame, and give its status."""
        answer = self.frame.goto(self.visit + path)
        assert answer is not None, f"{path} opened nothing"
        self._settled()
        return answer.status

    def follow(self, name: str, exact: bool = False) -> None:
        """Follow a link. Waits for the page that it leads to."""
        self._leave(self.frame.get_by_role("link", name=name, exact=exact).first)

    def press(self, name: str, exact: bool = False) -> None:
        """Press a form's button. Waits for the answer."""
        self._leave(self.frame.get_by_role("button", name=name, exact=exact).first)

    def fitted(self) -> int:
        """Wait until the LMS has given the frame the height of the page in it; gives that height."""
        tall = self.frame.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
        self.page.wait_for_function(FITS, arg=tall)
        return int(tall)

    def _leave(self, step: Locator) -> None:
        self._settled()
        # 'commit' alone would let the next step act on a page whose editor is not yet there
        with self.frame.expect_navigation(wait_until="load"):
            leave(self.page, step)
        self._settled()

    def _settled(self) -> None:
        """Wait until the frame has its height: one that grows under the mouse swallows a click."""
        if self.scripts and self.frame.parent_frame:
            self.fitted()

    def unfold(self, name: str) -> None:
        """Open what is folded up under a name."""
        unfold(self.frame.get_by_text(name))
        self._settled()

    def box(self, label: str) -> Locator:
        """Where people write: the editor, or the plain textarea of those without scripts."""
        found = self.frame.get_by_role("textbox", name=label, exact=True)
        return found.and_(self.frame.locator("trix-editor")) if self.scripts else found

    def write(self, label: str, words: str) -> None:
        """Type as a person does, after what stands there already."""
        self.box(label).click()
        self.box(label).press_sequentially(words)
        self.written(label, words)

    def written(self, label: str, words: str) -> None:
        """Wait until the editor has drawn what was typed: it takes the focus back when it does."""
        if self.scripts:
            sent = self.frame.locator(f"#{self.box(label).get_attribute('input')}")
            expect(sent).to_have_value(re.compile(re.escape(words.split()[-1])))

    def fill(self, **fields: str) -> None:
        """Fill plain fields, each by its name in the form."""
        for name, value in fields.items():
            self.frame.locator(f"input[name={name}]").fill(value)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list, by what people read."""
        self.frame.get_by_label(label, exact=True).select_option(label=option)

    def heading(self) -> Locator:
        """The page's one heading."""
        return self.frame.get_by_role("heading", level=1)


def sign_in(page: Page, demo: Demonstration, name: str) -> None:
    """Pick a person on the LMS's sign-in page."""
    page.goto(demo.lms)
    leave(page, page.get_by_role("button", name=name))
    expect(page.get_by_role("heading", name="My courses")).to_be_visible()


def visit(
    page: Page, demo: Demonstration, name: str, course: str = FIRST, *, scripts: bool = True
) -> Visitor:
    """Sign in, open the course, and come into Tandem in its frame, by the Continue buttons where scripts are off."""
    sign_in(page, demo, name)
    leave(page, page.get_by_role("link", name=course))
    element = page.wait_for_selector("iframe.tool")
    frame = element.content_frame() if element else None
    assert frame, "the course page holds no frame"
    if not scripts:
        for step in (
            "form[action$='/lti/login'] button",
            "a[href*='/lti/auth']",
            "form[action$='/lti/launch'] button",
        ):
            leave(page, frame.locator(step))
    frame.wait_for_url(lambda url: url.startswith(f"{demo.tool}/v/"))
    return Visitor(page, frame, scripts)


def visit_in_a_tab(page: Page, demo: Demonstration, name: str, course: str = FIRST) -> Visitor:
    """The same without a frame around it, by a real launch too: here the window is as wide as the frame would be."""
    sign_in(page, demo, name)
    leave(page, page.get_by_role("link", name=course))
    link = page.get_by_role("link", name="in a new tab").get_attribute("href")
    page.goto(f"{demo.lms}{link}")
    page.wait_for_url(f"{demo.tool}/v/**")
    return Visitor(page, page.main_frame)


def assert_cross_site(visitor: Visitor, demo: Demonstration) -> None:
    """The LMS and the tool are two sites to the browser, and the tool stands inside the LMS."""
    assert origin_of(visitor.page.url) == demo.lms
    assert origin_of(visitor.frame.url) == demo.tool
    assert urlsplit(demo.lms).hostname == "localhost"
    assert urlsplit(demo.tool).hostname == "127.0.0.1"
    assert visitor.frame.parent_frame == visitor.page.main_frame
