"""Who may speak for an issuer: its own host, those of a hosted LMS, and whoever the operator names."""

from __future__ import annotations

import pytest

from plugin.lti.registration.hosts import speaks_for
from plugin.lti.services.quirks import hosts_of
from tests.lti.registration.ways import invitation, kept, nothing_but_a_failure, only_platform, refused_as

CANVAS = "https://canvas.instructure.com"


@pytest.mark.parametrize(
    ("issuer", "address"),
    [
        ("https://lms.example", "https://lms.example/mod/lti"),
        ("https://lms.example/moodle", "https://lms.example/moodle/mod"),
        ("https://lms.example", "https://lms.example:443/"),
        (CANVAS, "https://sso.canvaslms.com/api/lti/security/openid-configuration"),
        (CANVAS, "https://school.instructure.com/api"),
        ("https://canvas.beta.instructure.com", "https://school.beta.instructure.com/api"),
        ("https://blackboard.com", "https://developer.blackboard.com/x"),
    ],
)
def test_these_may(issuer, address):
    assert speaks_for(issuer, address)


@pytest.mark.parametrize(
    ("issuer", "address"),
    [
        ("https://lms.example", "https://other.example/"),
        ("https://lms.example", "http://lms.example/"),
        ("https://lms.example", "https://lms.example:8443/"),
        (CANVAS, "https://evilinstructure.com/"),
        (CANVAS, "https://instructure.com.evil.example/"),
        (CANVAS, "http://school.instructure.com/"),
        (CANVAS, "https://school.instructure.com:8443/"),
        (CANVAS, "https://school.instructure.com@evil.example/"),
        ("https://school.instructure.com", "https://other.instructure.com/"),
        ("https://blackboard.com", "https://school.instructure.com/"),
        ("", ""),
        ("x", "x"),
    ],
)
def test_these_may_not(issuer, address):
    assert not speaks_for(issuer, address)


@pytest.mark.parametrize("issuer", [CANVAS, "https://canvas.beta.instructure.com", "https://blackboard.com"])
def test_every_end_is_that_of_a_whole_name(issuer):
    """'instructure.com' without its dot would let 'evilinstructure.com' in."""
    assert hosts_of(issuer)
    assert all(end.startswith(".") for end in hosts_of(issuer))


def test_a_configuration_of_another_issuer_is_refused(admin):
    admin.registrar.configuration = {"issuer": "https://victim.example"}

    answer = admin.registers()

    assert refused_as(answer, "foreign-issuer")
    assert "lti invite --issuer https://victim.example" in answer.text
    assert nothing_but_a_failure("https://victim.example")
    assert len(admin.registrar.asked) == 1


@pytest.mark.parametrize(
    "issuer",
    [
        "https://lms.example.evil.example",
        "https://lms.example:8443",
        "https://LMS.example.",
        "https://example",
    ],
)
def test_nearly_the_same_host_is_another(admin, issuer):
    admin.registrar.configuration = {"issuer": issuer}

    assert refused_as(admin.registers(), "foreign-issuer")


def test_the_operator_may_name_an_issuer_that_stands_elsewhere(admin):
    admin.token = invitation(issuer="https://canvas.school.example")
    admin.registrar.configuration = {"issuer": "https://canvas.school.example"}

    assert admin.registers().status_code == 200
    assert only_platform().issuer == "https://canvas.school.example"


def test_and_then_no_other_may_answer(admin):
    admin.token = invitation(issuer="https://canvas.school.example")

    assert refused_as(admin.registers(), "unexpected-issuer")
    assert kept() == (0, 0, 0)


def test_the_token_goes_to_no_host_that_has_nothing_to_do_with_the_lms(admin):
    admin.registrar.configuration = {"registration_endpoint": "https://elsewhere.example/register"}

    assert refused_as(admin.registers(), "foreign-endpoint")
    assert nothing_but_a_failure("elsewhere.example")
