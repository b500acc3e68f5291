"""A link from mail, in a browser that lets our cookie into frames: what it was for waits on top of the frame's page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.harness.browser import ARGUMENTS, PATIENCE, executable
from tests.harness.clicks import leave
from tests.harness.visitors import visit

MENTEE = "Fatima Zahra Benali"
SECTION = "Trying it out"
WAITING = "Waiting for you"
# As people may have it: contexts that share nothing let no cookie of another site into a frame, whatever is set.
ALLOWING = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}


@pytest.fixture
def allowing(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A window of a browser with a profile of its own, in which other sites' cookies are allowed."""
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(ALLOWING))
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=executable(), args=ARGUMENTS
    )
    context.set_default_timeout(PATIENCE)
    yield context.pages[0]
    context.close()


def test_what_somebody_came_for_waits_in_the_frame_and_leads_there(window, allowing, busy_demo):
    known = visit(window(), busy_demo, MENTEE)
    address = known.frame.get_by_role("link", name=SECTION, exact=True).first.get_attribute("href")
    section_id = re.search(r"[0-9a-f-]{36}$", address)[0]

    allowing.goto(f"{busy_demo.tool}/go/section/{section_id}")
    expect(allowing.get_by_role("heading", level=1)).to_have_text("Open it in your learning site")
    mentee = visit(allowing, busy_demo, MENTEE)

    waiting = mentee.frame.get_by_role("region", name=WAITING)
    expect(waiting).to_contain_text("You came for:")
    with mentee.frame.expect_navigation(wait_until="load"):
        leave(allowing, waiting.get_by_role("link", name=SECTION))
    expect(mentee.heading()).to_have_text(SECTION)
    assert mentee.path == f"/sections/{section_id}"
    mentee.go("/")
    expect(mentee.frame.get_by_role("region", name=WAITING)).to_have_count(0)
