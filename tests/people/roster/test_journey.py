"""From an administrator's command over a teacher's launch to a class that has never been here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from demo.lms.keys import Key
from plugin import fetch
from plugin.fetch import Answer
from plugin.lti.services.offered import MEMBERSHIPS
from tests.factories import a_course, a_lead
from tests.factories.visits import visit_as
from tests.fakes.memberships import Site, a_member
from tests.fakes.platform import FakePlatform
from tests.lti.ways import Browser, visit_in
from tests.people.roster.ways import enrolment, read

COURSE = {"id": "Course-A", "title": "A course", "type": ["CourseSection"]}


@pytest.fixture
def lms(site: Site, monkeypatch: pytest.MonkeyPatch) -> FakePlatform:
    """The played site, launching too: its keys come without the wire, the rest over it."""
    played = FakePlatform(site.origin, "tandem", "1", key=Key.made())
    played.auth_token_url = f"{site.origin}/token"
    true_fetch = fetch.fetch

    def fetched(url: str, **named: Any) -> Answer:
        if url == played.key_set_url:
            return Answer(200, {}, json.dumps(played.jwks()).encode(), url)
        return true_fetch(url, **named)

    monkeypatch.setattr(fetch, "fetch", fetched)
    return played


def register(run, lms: FakePlatform) -> None:
    told = run(
        *("lti", "register", lms.issuer, "--client-id", lms.client_id, "--deployment-id", lms.deployment_id),
        *("--auth-login-url", lms.auth_login_url, "--auth-token-url", lms.auth_token_url),
        *("--key-set-url", lms.key_set_url),
    )
    assert told.exit_code == 0, told.output


@pytest.mark.usefixtures("private", "rests")
def test_a_class_is_here_before_it_comes(client, run, session, site: Site, lms: FakePlatform):
    register(run, lms)
    browser = Browser(client, lms)
    service = {MEMBERSHIPS: {"context_memberships_url": site.url}}
    teacher = lms.claims("Instructor")["sub"]
    site.people = [
        {**a_member(0), "user_id": teacher},
        *(a_member(number) for number in range(1, 4)),
    ]

    visit_in(browser.launch("Instructor", context=COURSE, **service))
    told = run("lti", "sync-rosters", "--now")
    assert (told.exit_code, told.stdout) == (0, "A course: 4 people: 3 new, 1 changed, 0 gone, 0 back.\n")
    site.people = site.people[:3]
    assert run("lti", "sync-rosters", "--now").stdout.endswith("0 new, 0 changed, 1 gone, 0 back.\n")

    listed = json.loads(run("lti", "roster", lms.issuer, "Course-A", "--json").stdout)
    assert {one["sub"]: (one["role"], one["active"]) for one in listed} == {
        teacher: ("lead", True),  # as they launched, though listed as a learner
        "sub-00001": ("member", True),
        "sub-00002": ("member", True),
        "sub-00003": ("member", False),
    }


def test_people_who_never_came_can_be_given_a_mentor(client, listed, session):
    listed.site.people = [a_member(1), a_member(2)]
    read(listed)
    lead = a_lead(a_course(listed.context))
    mentor, mentee = (enrolment(listed.context.id, f"sub-0000{n}").id for n in (1, 2))

    at = visit_as(client, lead)
    assert "Person 2" in at.get("/groups/").text
    assert at.post("/groups/pairs", {"mentor": str(mentor), "mentee": str(mentee)}).status_code == 303
