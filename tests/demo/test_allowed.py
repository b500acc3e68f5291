"""What an administrator of the demonstration LMS allows a tool, and how the tool reads it."""

import pytest

from demo.lms.tools import MESSAGES, PICK, REVIEW, SCOPES
from demo.lms.vocabulary import REGISTRATION_READ, SCORES, TOOL_CONFIGURATION
from tests.demo.conftest import ISSUER
from tests.demo.test_registration import OFFICE, described, register, token

__all__ = ["token"]


def allow(site, *allowed):
    said = {"client_id": site.world.tool.client_id, "allowed": list(allowed)}
    return site.sign_in("wanjiru").post(f"{OFFICE}/tools/allow", data=said, base_url=ISSUER)


def kept(site):
    tool = site.world.tool
    return site.call(f"{ISSUER}/lti/registrations/{tool.deployment_id}", REGISTRATION_READ)


def types(said):
    return [one["type"] for one in said[TOOL_CONFIGURATION]["messages"]]


def test_a_tool_reads_what_is_kept_of_it(site):
    said = kept(site).json
    assert said["client_id"] == site.world.tool.client_id
    assert said["scope"].split() == list(SCOPES)
    assert types(said) == list(MESSAGES)


def test_what_is_taken_away_is_gone_from_there_and_from_the_lms(site):
    assert allow(site, SCORES, REVIEW, REGISTRATION_READ, "something else").status_code == 303

    said = kept(site).json
    assert said["scope"].split() == [SCORES, REGISTRATION_READ]
    assert types(said) == [MESSAGES[0], REVIEW]
    assert site.ask(SCOPES[0]).status_code == 400
    page = site.sign_in("helena").get("/as/helena/courses/first-team/add", base_url=ISSUER)
    assert "Add something from" not in page.text
    picked = f"/lti/pick/first-team?as=helena&tool={site.world.tool.client_id}"
    assert site.client.get(picked, base_url=ISSUER).status_code == 404

    allow(site, PICK, *SCOPES)
    assert site.client.get(picked, base_url=ISSUER).status_code == 200


@pytest.mark.parametrize("scope", [SCORES, None])
def test_it_takes_its_own_scope_and_registration(site, scope):
    other = site.another()
    there = f"{ISSUER}/lti/registrations/{other.deployment_id}"
    assert site.call(there, scope or REGISTRATION_READ).status_code == 403
    assert site.client.get(there.removeprefix(ISSUER), base_url=ISSUER).status_code == 401


def test_the_office_is_not_for_teachers(site):
    said = {"client_id": site.world.tool.client_id}
    answer = site.sign_in("helena").post("/as/helena/office/tools/allow", data=said, base_url=ISSUER)
    assert answer.status_code == 404
    assert site.world.tool.scopes == SCOPES


def test_a_registration_says_where_it_is_read_if_it_may_be(site, token):
    with_it = described(scope=f"{SCORES} {REGISTRATION_READ}")
    said = register(site, token, with_it).json
    tool = site.world.tool_called(said["client_id"])
    assert said["registration_client_uri"] == f"{ISSUER}/lti/registrations/{tool.deployment_id}"
    assert types(said) == [MESSAGES[0]]


def test_a_registration_without_that_scope_says_nothing(site, token):
    assert "registration_client_uri" not in register(site, token).json
