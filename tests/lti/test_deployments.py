"""Deployments: the first is trusted where none was named, others wait for the operator, and companies stay apart."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.errors import Invalid
from plugin.lti import registry
from plugin.lti.models import Company, Deployment, Platform, Visit
from plugin.people.models import Person
from tests.fakes.platform import FakePlatform
from tests.lti.ways import Browser, Network, refused_as, visit_in


@pytest.fixture
def bare(app, lms: FakePlatform, network: Network) -> Platform:
    """The LMS, registered without any deployment."""
    found_at = registry.Addresses(lms.auth_login_url, lms.auth_token_url, lms.key_set_url)
    return registry.register(lms.issuer, lms.client_id, found_at, private=False)[0]


@pytest.fixture
def visitor(bare: Platform, client, lms: FakePlatform) -> Browser:
    return Browser(client, lms)


def states(session) -> dict[str, str]:
    return {row.lms_id: row.state for row in session.scalars(select(Deployment))}


def test_without_any_deployment_the_first_that_launches_is_trusted_once(visitor: Browser, session):
    visit_in(visitor.launch(deployment_id="first"))

    assert refused_as(visitor.launch(deployment_id="second"), "deployment-pending")
    visit_in(visitor.launch(deployment_id="first"))
    assert states(session) == {"first": "approved", "second": "pending"}
    assert len(session.scalars(select(Visit)).all()) == 2


def test_the_first_deployments_company_is_named_after_the_platform(visitor: Browser, session):
    visitor.launch()

    assert session.scalars(select(Company.name)).all() == ["A real LMS"]


def test_an_unknown_deployment_is_a_403_that_says_what_the_operator_has_to_type(browser: Browser, platform):
    answer = browser.launch(deployment_id="another")

    assert refused_as(answer, "deployment-pending")
    assert answer.status_code == 403
    assert f"lti approve {platform.id} another" in answer.text


def test_a_pending_deployment_waits_until_it_is_approved(browser: Browser, platform, session):
    for _ in range(2):
        assert refused_as(browser.launch(deployment_id="2"), "deployment-pending")
    assert states(session) == {"1": "approved", "2": "pending"}

    registry.approve(platform, "2")

    visit_in(browser.launch(deployment_id="2"))


def test_a_refused_deployment_leaves_no_person_and_no_visit(browser: Browser, session):
    browser.launch(deployment_id="2")

    assert session.scalars(select(Person)).all() == []
    assert session.scalars(select(Visit)).all() == []


def test_an_approved_deployment_joins_the_first_ones_company(browser: Browser, platform, session):
    registry.approve(platform, "2")
    for lms_id in ("1", "2"):
        visit_in(browser.launch(deployment_id=lms_id))

    assert len(session.scalars(select(Company)).all()) == 1
    assert len(session.scalars(select(Person)).all()) == 1


def test_the_same_sub_in_another_company_is_another_person(browser: Browser, platform, session):
    registry.approve(platform, "2", "Southwind")
    for lms_id in ("1", "2"):
        visit_in(browser.launch(deployment_id=lms_id))

    assert len({person.company_id for person in session.scalars(select(Person))}) == 2
    assert len(set(session.scalars(select(Visit.context_id)))) == 2


def test_a_deployment_that_is_in_does_not_move_to_another_company(platform, session):
    before = session.scalars(select(Deployment.company_id)).one()
    with pytest.raises(Invalid, match="cannot move"):
        registry.approve(platform, "1", "Southwind")

    registry.approve(platform, "1")
    assert session.scalars(select(Deployment.company_id)).one() == before
