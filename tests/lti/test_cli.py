"""The operator's commands: each does its thing, and says in a sentence what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from plugin.app import create_app
from plugin.lti.models import Company, Deployment, KeySet, OwnKey, Platform
from plugin.people.models import Enrolment
from plugin.settings import read_settings
from tests.lti.ways import Browser, visit_in

ISSUER = "https://lms.example.org"
Run = Callable[..., Any]


def words(**changed: str) -> list[str]:
    """A good registration's words, some changed; ISSUER changes the first."""
    said = {
        "client-id": "abc",
        "auth-login-url": f"{ISSUER}/auth",
        "auth-token-url": f"{ISSUER}/token",
        "key-set-url": f"{ISSUER}/jwks",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    issuer = said.pop("issuer", ISSUER)
    return [
        "lti",
        "register",
        issuer,
        *(part for name, value in said.items() for part in (f"--{name}", value)),
    ]


def platform(session: Any) -> Platform:
    found: Platform = session.scalars(select(Platform)).one()
    return found


def test_register_says_what_to_paste_where(run: Run, session):
    result = run(*words())

    assert result.exit_code == 0, result.output
    for address in ("http://localhost/lti/login", "http://localhost/lti/launch", "http://localhost/lti/jwks"):
        assert address in result.stdout
    assert "Deep linking" in result.stdout
    assert "first deployment that launches is trusted" in result.stdout
    assert platform(session).issuer == ISSUER
    assert len(session.scalars(select(OwnKey)).all()) == 2


def test_register_lets_the_named_deployments_into_one_company(run: Run, session):
    result = run(*words(), "--deployment-id", "1", "--deployment-id", "2")

    assert "trusted" not in result.stdout
    rows = session.scalars(select(Deployment).order_by(Deployment.lms_id)).all()
    assert [(row.lms_id, row.state) for row in rows] == [("1", "approved"), ("2", "approved")]
    assert len({row.company_id for row in rows}) == 1
    assert session.scalars(select(Company.name)).all() == ["lms.example.org"]


def test_register_again_updates(run: Run, session):
    run(*words(token_audience="https://lms.example.org/aud"), "--deployment-id", "1")
    session.add(KeySet(platform_id=platform(session).id, keys=[{"kid": "old"}]))

    result = run(*words(key_set_url=f"{ISSUER}/new-jwks"))

    assert result.stdout.startswith("Updated")
    assert platform(session).key_set_url == f"{ISSUER}/new-jwks"
    assert platform(session).token_audience == "https://lms.example.org/aud"
    assert session.scalars(select(KeySet)).all() == []
    assert len(session.scalars(select(Company)).all()) == 1
    assert len(session.scalars(select(OwnKey)).all()) == 2


def test_register_can_take_the_audience_away(run: Run, session):
    run(*words(token_audience="x"))
    run(*words(token_audience=""))

    assert platform(session).token_audience is None


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"issuer": "http://lms.example.org"}, "ISSUER must be an https address"),
        ({"issuer": "lms"}, "ISSUER must be an https address"),
        ({"auth_login_url": "http://lms.example.org/auth"}, "--auth-login-url must be an https address"),
        ({"auth_token_url": "ftp://lms.example.org"}, "--auth-token-url must be an https address"),
        ({"key_set_url": "https://localhost/jwks"}, "--key-set-url must be an https address"),
        ({"key_set_url": "https://10.0.0.7/jwks"}, "--key-set-url must be an https address"),
        ({"auth_token_url": "https://2130706433/token"}, "--auth-token-url must be an https address"),
        ({"key_set_url": ""}, "--key-set-url must be an https address"),
        ({"key_set_url": "https://a\\b/"}, "--key-set-url must be an https address"),
        ({"client_id": " "}, "--client-id must be a name"),
        ({"client_id": "a\x00"}, "--client-id must be a name"),
        ({"deployment_id": ""}, "DEPLOYMENT must be a name"),
    ],
)
def test_bad_input_is_a_sentence_on_standard_error_and_exit_code_2(run: Run, session, changed, says):
    result = run(*words(**changed))

    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert session.scalars(select(Platform)).all() == []
    assert session.scalars(select(Company)).all() == []


def test_a_missing_option_is_exit_code_2(run: Run):
    result = run("lti", "register", ISSUER)

    assert result.exit_code == 2
    assert "--client-id" in result.stderr


def test_platforms_lists_them_with_deployments_and_companies(run: Run, session):
    assert "No learning site" in run("lti", "platforms").stdout
    run(*words(), "--deployment-id", "1")
    run(*words(client_id="other"))

    said = run("lti", "platforms").stdout

    assert ISSUER in said
    assert "deployment 1  approved  in lms.example.org" in said
    assert "no deployment yet" in said


def test_approve_lets_a_pending_deployment_in(run: Run, browser: Browser, platform, session):
    browser.launch(deployment_id="new")
    assert "deployment new  pending  waits" in run("lti", "platforms").stdout

    assert run("lti", "approve", str(platform.id), "new", "--new-company", "Southwind").exit_code == 0

    visit_in(browser.launch(deployment_id="new"))
    assert set(session.scalars(select(Company.name))) == {"lms.example", "Southwind"}


@pytest.mark.parametrize("company", ["Southwind", ""])
def test_approve_of_one_that_is_in_does_not_move_it(run: Run, platform, company):
    result = run("lti", "approve", platform.issuer, "1", "--new-company", company)

    assert result.exit_code == 2
    assert "cannot move" in result.stderr


def test_disable_and_enable(run: Run, browser: Browser, platform):
    assert run("lti", "disable", platform.issuer).exit_code == 0
    assert browser.login().status_code == 403
    assert "disabled" in run("lti", "platforms").stdout

    assert run("lti", "enable", str(platform.id)[:13]).exit_code == 0
    visit_in(browser.launch())


def test_roles_change_what_a_launch_role_is_worth(run: Run, browser: Browser, platform, session):
    result = run(
        "lti", "roles", platform.issuer, "Instructor=member", "Mentor=lead", "TeachingAssistant=member"
    )

    assert "Instructor=member  (chosen)" in result.stdout
    assert "TeachingAssistant=member  (chosen; a sub-role, or a slip?)" in result.stdout
    assert "Manager=lead\n" in result.stdout
    browser.launch("Instructor")
    assert session.scalars(select(Enrolment.role)).all() == ["member"]


@pytest.mark.parametrize(
    "choice", ["Instructor", "Instructor=", "Instructor=boss", "=lead", "In structor=lead", "é=lead"]
)
def test_a_choice_that_makes_no_sense_is_refused(run: Run, platform, choice):
    result = run("lti", "roles", platform.issuer, choice)

    assert result.exit_code == 2
    assert result.stderr.startswith("Error: '")


@pytest.mark.parametrize(
    "command", [["approve", "?", "1"], ["disable", "?"], ["enable", "?"], ["roles", "?"]]
)
@pytest.mark.parametrize("called", ["https://nobody.example", "0", "", "ffffffff"])
def test_an_unknown_platform_is_refused(run: Run, platform, command, called):
    result = run("lti", *(called if word == "?" else word for word in command))

    assert result.exit_code == 2
    assert "No platform is called" in result.stderr


def test_an_issuer_with_two_registrations_is_too_little(run: Run, platform):
    run(*words(issuer=platform.issuer, client_id="other"))

    result = run("lti", "disable", platform.issuer)

    assert result.exit_code == 2
    assert str(platform.id) in result.stderr


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgresql://127.0.0.1:1/tandem"])
def test_a_database_that_does_not_answer_is_a_sentence(url, tmp_path):
    app = create_app(read_settings({}, instance=str(tmp_path), database_url=url))

    result = app.test_cli_runner().invoke(args=["lti", "platforms"])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The database does not answer")


def test_a_database_that_nobody_upgraded_is_a_sentence(tmp_path):
    app = create_app(read_settings({}, instance=str(tmp_path)))

    result = app.test_cli_runner().invoke(args=["lti", "platforms"])

    assert result.exit_code == 1
    assert "tandem upgrade" in result.stderr
