"""Which link of the LMS leads where, as launches tell."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from plugin.database import db
from plugin.lti.links.models import ResourceLink
from plugin.lti.links.queries import links_by_content
from plugin.lti.models import Context
from tests.harness.statements import counted
from tests.lti.ways import Browser

SECTION = "section.01980000-0000-7000-8000-000000000000"
OTHER = "section.01980000-0000-7000-8000-000000000001"


def by(link: str, content: str = "") -> dict[str, Any]:
    return {"resource_link": {"id": link}, "custom": {"content": content}}


def links(course: str = "course-1") -> dict[str, list[str]]:
    context = db.session.scalars(select(Context).where(Context.lms_id == course)).one()
    return {content: list(found) for content, found in links_by_content(context.id).items()}


def test_a_launch_tells_where_its_link_leads(browser: Browser):
    course = browser.lms.claims()["https://purl.imsglobal.org/spec/lti/claim/context"]["id"]
    browser.launch(**by("front"))
    browser.launch(**by("one", SECTION))
    browser.launch(**by("two", SECTION))
    browser.launch(**by("elsewhere"), context={"id": "another-course"})

    assert links(course) == {"": ["front"], SECTION: ["one", "two"]}
    assert links("another-course") == {"": ["elsewhere"]}


def test_a_link_that_leads_elsewhere_by_now_is_told_anew(browser: Browser):
    browser.launch(**by("one", SECTION))
    browser.launch(**by("one", OTHER))

    assert db.session.scalars(select(ResourceLink.content)).all() == [OTHER]


def test_nothing_is_written_of_a_link_that_is_known(browser: Browser):
    browser.launch(**by("one", SECTION))
    begun = browser.begin()
    with counted() as said:
        browser.answer(begun, **by("one", SECTION))

    assert not [one for one in said if "resource_link" in one and not one.startswith("SELECT")]


@pytest.mark.parametrize(
    "said",
    [
        {"message_type": "LtiSubmissionReviewRequest", "for_user": {"user_id": "fatima"}},
        {"context": None},
    ],
    ids=["a review, which opens no link's page", "outside any course"],
)
def test_other_messages_tell_nothing_of_a_link(browser: Browser, said):
    browser.launch(**by("one", SECTION), **said)

    assert db.session.scalar(select(func.count()).select_from(ResourceLink)) == 0
