"""What a launch tells us of its course: where its members are listed, and which family its LMS is of."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.lti.models import Context, Platform
from plugin.lti.services.offered import MEMBERSHIPS
from tests.harness.statements import counted
from tests.lti.ways import Browser, visit_in

WHERE = "https://lms.example/Courses/7/Members?a=B"


def told(browser: Browser, url: Any, **claims: Any) -> str:
    """What stands as the members' address after a launch that says this."""
    said = {"context_memberships_url": url, "service_versions": ["2.0"]}
    visit_in(browser.launch(**{MEMBERSHIPS: said, **claims}))
    return known()


def known() -> str:
    db.session.expire_all()
    return db.session.scalars(select(Context.memberships_url)).one()


def test_the_members_address_is_kept_letter_by_letter(browser: Browser):
    assert told(browser, WHERE) == WHERE


def test_the_last_launch_says_where_it_is_now(browser: Browser):
    told(browser, WHERE)

    assert told(browser, "https://lms.example/moved") == "https://lms.example/moved"


def test_a_launch_without_the_service_takes_nothing_away(browser: Browser):
    told(browser, WHERE)
    visit_in(browser.launch())

    assert known() == WHERE


def test_a_course_met_before_learns_its_members_address(browser: Browser):
    visit_in(browser.launch())
    assert known() == ""

    assert told(browser, WHERE) == WHERE


def test_one_activitys_members_do_not_take_the_place_of_the_courses(browser: Browser):
    told(browser, f"{WHERE}&rlid=1")
    assert told(browser, f"{WHERE}&rlid=2") == f"{WHERE}&rlid=2"
    assert told(browser, WHERE) == WHERE
    assert told(browser, f"{WHERE}&rlid=1") == WHERE


@pytest.mark.parametrize(
    "odd", [None, 7, "", [], {}, "https://x/" + "a" * 2000, "https://x/\x00", "https://x/\ud800"]
)
def test_an_address_that_is_none_is_passed_over(browser: Browser, odd):
    assert told(browser, odd) == ""


@pytest.mark.parametrize("odd", [None, "https://lms.example", 7, [], {}])
def test_a_service_in_another_form_is_passed_over(browser: Browser, odd):
    visit_in(browser.launch(**{MEMBERSHIPS: odd}))

    assert known() == ""


def test_the_family_is_learned_from_a_launch(browser: Browser, session, platform: Platform):
    assert platform.family == ""
    visit_in(browser.launch())

    session.expire_all()
    assert platform.family == "moodle"


def test_nothing_is_written_for_what_is_known(browser: Browser):
    told(browser, WHERE)
    begun = browser.begin()
    said: dict[str, Any] = {MEMBERSHIPS: {"context_memberships_url": WHERE}}

    with counted() as statements:
        visit_in(browser.answer(begun, **said))
    assert not [s for s in statements if "UPDATE context" in s or "UPDATE platform" in s]
