"""Every page that somebody can walk to, in every look: nothing stands in anybody's way, nothing runs out of the frame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import APIResponse, ConsoleMessage, Page, Response
from werkzeug.exceptions import HTTPException

from tests.fakes.demonstration import Demonstration, demonstration
from tests.harness.browser import barriers_in_looks, run_over
from tests.harness.clicks import tick
from tests.harness.databases import Databases
from tests.harness.visitors import FIRST, SECOND, links_in, visit_in_a_tab, visit_of

# Somebody in each part. Ravi mentors a group and, one to one, another mentor; Oluwaseun has only just come.
PERSONAS = {
    "lead": ("Helena Brandt", FIRST),
    "mentor": ("Ravi Menon", FIRST),
    "mentee": ("Fatima Zahra Benali", FIRST),
    "newcomer": ("Oluwaseun Adeyemi", FIRST),
    "lead before opening": ("Helena Brandt", SECOND),
    "mentee before opening": ("Mei-Ling Tan", SECOND),
}
WIDTHS = (320, 360, 640, 870, 1000, 1100)
SET_UP = "/set-up/"
# How many of each kind of page are looked at; the sections of a course differ by their kind.
OF_A_KIND = {"sections.show": 7, "goals.show": 2, "resources.show": 4}
# Names in a query that show the same page in another order.
SAME_PAGE = {"sort", "page", "find", "order", "hours", "which"}
# What answers GET and is no page that links lead to.
NO_PAGES = {
    "lti.login": "an LMS begins a launch there; everybody here comes in by it",
    "lti.jwks": "keys, for machines",
    "registration.canvas": "a configuration, for Canvas",
    "calendar.feed": "for calendars: test_planning.py asks it",
    "calendar.one": "a file for a calendar, not a page: sessions/test_calendar.py",
    "registration.register": "opened by an administrator's invitation: test_registration.py",
    "health.lives": "for machines",
    "health.ready": "for machines",
    "static": "files",
    "doctor.show": "opened by an address from the terminal: test_doctor.py",
    "files.show": "a file, not a page",
    "attention.people": "names for a list that opens at an '@', not a page: discussions/test_mentions.py",
    "reading.since": "a line that an open page asks for, not a page: discussions/test_since.py",
    "finding.index": "behind the field for finding what was said: test_find.py looks at it",
    "pictures.show": "a picture, not a page",
    "files.edit": "behind a file's page, which leads meet later than we look: test_files.py looks at it",
    "finishing.look": "behind a session that is still open: test_finishing.py looks at it",
    "versions.index": "behind a session whose note was changed: test_finishing.py looks at it",
    "each.index": "behind a group's session, of which leads meet others first: test_group_session.py looks at it",
    "noted.index": "behind the field for finding in notes: test_group_session.py looks at it",
    "asks.again": "behind an ask, for a mentor: test_advice.py looks at it",
    "asks.taking": "behind an answer to one's own ask: test_advice.py looks at it",
    "reusing.edit": "behind an answer that a mentor keeps: discussions/test_reusing.py",
    "lookback.look": "behind a goal that has ended: test_thinking.py looks at it",
    "go.to": "links from mail lead there, from outside any visit",
    "go.follow": "a step on the way to what somebody came for",
    "resources.taken_out": "where taking something out lands: resources/test_keeping.py",
    "programmes.file": "a file, not a page",
    "programmes.course_file": "a file, not a page",
    "export.mine": "a file, not a page",
    "export.of_group": "a file, not a page",
    "several.done": "where one thing for several lands: test_morning.py looks at it",
    "setup.show": "leads on to the step where set-up stands",
    "picking.choose": "opened by the editor of an LMS: test_deep_linking.py",
    "picking.answer": "comes behind the choice: test_deep_linking.py",
    "from_lms.show": "behind a group of the LMS, once its roster is read: groups/test_from_lms_pages.py",
    "review.show": "the gradebook of an LMS leads there: lti/test_reviews.py",
    "go.placed": "where a link that somebody placed leads: home/test_placed.py",
}


@dataclass
class Walk:
    """A tab of its own, outside the LMS' frame, that goes where links lead and keeps what the browser complains of."""

    page: Page
    routes: Any
    endpoints: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def pages(self, within: str = "") -> Iterator[str]:
        """Go to a few pages of each kind, of those that stand `within`; gives the address of each while it is open."""
        return self._walked(within, lambda address: self.page.goto(address))

    def addresses(self, within: str = "") -> Iterator[str]:
        """The same addresses, asked for without showing them."""
        return self._walked(within, lambda address: self.page.request.get(address))

    def _walked(self, within: str, ask: Callable[[str], Response | APIResponse | None]) -> Iterator[str]:
        visit, waiting = visit_of(self.page.url), [self.page.url]
        met: set[str] = set()
        for address in waiting:  # grows while we walk
            kind = self._kind(address)
            if address in met or self.endpoints[kind] >= OF_A_KIND.get(kind, 1):
                continue
            met.add(address)
            answer = ask(address)
            assert answer is not None
            assert answer.status == 200, address
            self.endpoints[self._kind(answer.url)] += 1
            yield answer.url
            waiting += [link for link in links_in(answer.text(), visit) if within in link]

    def _kind(self, address: str) -> str:
        """The endpoint that answers there, with the names in its query."""
        parts = urlsplit(address)
        try:
            endpoint = str(self.routes.match(parts.path)[0])
        except HTTPException:
            return f"nothing at {address}"
        return "?".join([endpoint, *sorted(set(parse_qs(parts.query)) - SAME_PAGE)])


@pytest.fixture
def addresses(_app):
    """The product's own map of addresses."""
    return _app.url_map


@pytest.fixture
def arrive(window, demo: Demonstration, addresses):
    """Into Tandem in a tab of its own, by a real launch: there the window is as wide as the frame would be."""

    def arrived(name: str, course: str) -> Walk:
        page = visit_in_a_tab(window(), demo, name, course).page
        return Walk(page, addresses.bind("127.0.0.1"))

    return arrived


@pytest.fixture(scope="module")
def begun_demo(databases: Databases) -> Iterator[Demonstration]:
    """One of our own: in the others nobody has begun to set the second course up, and that is looked at too."""
    with demonstration(databases.fresh(), history=False) as running:
        yield running


@pytest.fixture
def in_the_middle(window, begun_demo: Demonstration, addresses) -> Walk:
    """A lead in the middle of set-up: a programme is chosen, the course is not open."""
    lead = visit_in_a_tab(window(), begun_demo, *PERSONAS["lead before opening"])
    if lead.frame.get_by_label("Customer-service advocate").count():  # the first to come here chooses
        tick(lead.frame.get_by_label("Customer-service advocate"))
        lead.press("Go on to the roster")
    return Walk(lead.page, addresses.bind("127.0.0.1"))


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_is_sound_for_the(persona, arrive):
    walk = arrive(*PERSONAS[persona])

    faults = [f"{address}: {fault}" for address in walk.pages() for fault in faults_of(walk.page)]

    assert faults == []
    assert walk.complaints == []


def test_every_step_of_set_up_is_sound_once_a_programme_is_chosen(in_the_middle):
    walk = in_the_middle

    faults = [
        f"{address}: {fault}" for address in walk.pages(within=SET_UP) for fault in faults_of(walk.page)
    ]

    assert faults == []
    assert walk.complaints == []


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page that is open."""
    headings = page.get_by_role("heading", level=1).count()
    mains = page.locator("button.main:visible, a.main:visible").count()
    return [
        *([] if headings == 1 else [f"{headings} main headings"]),
        *([] if mains <= 1 else [f"{mains} main actions"]),
        *([] if re.fullmatch(r"\S.+ · Tandem", page.title()) else [f"called '{page.title()}'"]),
        *barriers_in_looks(page),
        *(over for width in WIDTHS for over in run_over(page, width)),
    ]


def test_every_page_of_the_house_is_walked_to_by_somebody(arrive, in_the_middle, addresses):
    reached = {
        kind.split("?")[0]
        for _address in in_the_middle.addresses(within=SET_UP)
        for kind in in_the_middle.endpoints
    }
    for persona in PERSONAS.values():
        walk = arrive(*persona)
        for _address in walk.addresses():
            reached.update(kind.split("?")[0] for kind in walk.endpoints)

    open_to_get = {rule.endpoint for rule in addresses.iter_rules() if "GET" in (rule.methods or ())}
    assert open_to_get - reached == set(NO_PAGES)
