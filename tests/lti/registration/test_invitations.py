"""Invitations: made by a command, good for one learning site, over after a week or five tries."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.lti import cookies
from plugin.lti.models import Company, KeySet, Platform
from plugin.lti.platform_notices.models import NoticeHandler
from plugin.lti.registration.models import Invitation
from plugin.lti.services.models import AccessToken
from tests.lti.registration.ways import Administrator, invitation, kept, only_invitation, refused_as
from tests.lti.ways import registered

ADDRESS = re.compile(r"http://localhost/lti/register/(\S{43})\n")


def invited(run, *words: str) -> str:
    """The token in what the command prints."""
    result = run("lti", "invite", *words)
    assert result.exit_code == 0, result.output
    found = ADDRESS.search(result.stdout)
    assert found, result.stdout
    return found[1]


def test_the_command_prints_an_address_that_works_once(run, client, registrar):
    admin = Administrator(client, registrar, invited(run))

    assert admin.registers().status_code == 200
    assert admin.registers().status_code == 410
    assert kept() == (1, 1, 1)


def test_the_command_says_how_long_and_where(run, app):
    said = run("lti", "invite").stdout

    assert f"works once, until {clock.now() + timedelta(days=7):%Y-%m-%d}" in said
    assert "Moodle" in said
    assert "docs/connect/" in said


def test_the_token_is_kept_as_its_hash_alone(run, session):
    token = invited(run)

    assert only_invitation().token_hash == cookies.digest(token)
    assert token.encode() not in only_invitation().token_hash


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--for", "https://nobody.example"], "No platform is called"),
        (
            ["--issuer", "http://lms.example"],
            "--issuer: The address at 'lms.example' does not begin with https.",
        ),
        (["--issuer", "lms"], "--issuer: "),
    ],
)
def test_what_cannot_be_is_a_sentence_and_exit_code_2(run, session, words, says):
    result = run("lti", "invite", *words)

    assert result.exit_code == 2
    assert says in result.stderr
    assert session.scalars(select(Invitation)).all() == []


def test_an_issuer_that_is_not_the_platforms_is_refused(run, lms):
    platform = registered(lms)

    result = run("lti", "invite", "--for", str(platform.id), "--issuer", "https://other.example")

    assert result.exit_code == 2
    assert "That platform's issuer is https://lms.example" in result.stderr


def test_an_address_that_nobody_made_is_unknown(client, registrar):
    assert refused_as(Administrator(client, registrar, "never-made").registers(), "unknown-invitation")
    assert registrar.asked == []


def test_it_ends_after_seven_days(admin):
    with time_machine.travel(clock.now() + timedelta(days=6, hours=23, minutes=59)):
        assert refused_as(admin.registers(openid_configuration=None), "nothing-to-register")
    with time_machine.travel(clock.now() + timedelta(days=7, seconds=1)):
        assert refused_as(admin.registers(), "invitation-over")
    assert admin.registrar.asked == []


def test_it_is_over_after_five_tries_in_vain(admin):
    admin.registrar.statuses = (500, 201)
    for tries in range(1, 6):
        assert refused_as(admin.registers(), "configuration-refused")
        assert only_invitation().failures == tries
    admin.registrar.statuses = (200, 201)
    asked = len(admin.registrar.asked)

    answer = admin.registers()

    assert refused_as(answer, "invitation-tired")
    assert "status 500" in answer.text
    assert len(admin.registrar.asked) == asked
    assert kept() == (0, 0, 0)


def test_after_four_tries_in_vain_the_fifth_may_succeed(admin):
    admin.registrar.statuses = (500, 201)
    for _try in range(4):
        admin.registers()
    admin.registrar.statuses = (200, 201)

    assert admin.registers().status_code == 200
    assert (only_invitation().failures, only_invitation().last_failure) == (4, "")


def test_looking_at_the_address_uses_nothing_up(admin):
    assert refused_as(admin.registers(openid_configuration=None), "nothing-to-register")
    assert only_invitation().failures == 0


def test_who_only_looks_ahead_registers_nothing(admin):
    address = f"/lti/register/{admin.token}?openid_configuration={admin.registrar.address}"

    assert admin.client.head(address).status_code == 405
    assert admin.client.get(address, headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 405

    assert admin.registrar.asked == []
    assert only_invitation().failures == 0


def test_a_try_that_was_cut_off_counts(admin, monkeypatch):
    def cut(*_args, **_named):
        raise SystemExit

    monkeypatch.setattr("plugin.lti.registration.handshake._connected", cut)
    with pytest.raises(SystemExit):
        admin.registers()

    assert (only_invitation().failures, only_invitation().last_failure) == (
        1,
        "It began, and was not finished.",
    )


def test_an_existing_registration_is_refused_and_stays_as_it_was(admin, lms):
    there = registered(lms)
    admin.registrar.reply = {"client_id": there.client_id}
    admin.registrar.configuration = {"jwks_uri": "https://lms.example/stolen"}

    answer = admin.registers()

    assert refused_as(answer, "already-connected")
    assert answer.status_code == 409
    assert there.key_set_url == lms.key_set_url
    assert kept() == (1, 1, 1)
    assert (only_invitation().spent_at, only_invitation().failures) == (None, 1)


def test_another_client_id_of_a_known_issuer_is_another_platform(admin, lms):
    registered(lms)

    assert admin.registers().status_code == 200
    assert kept() == (2, 2, 2)


def test_for_a_platform_brings_that_platform_up_to_date(run, client, registrar, session):
    before = registered(registrar.lms)
    session.add(KeySet(platform_id=before.id, keys=[{"kid": "old"}]))
    session.add(AccessToken(platform_id=before.id, scopes="x", token=b"x", expires_at=clock.now()))
    session.add(NoticeHandler(platform_id=before.id, url="x", handler="x", tried_at=clock.now()))
    token = invited(run, "--for", str(before.id))
    registrar.configuration = {"token_endpoint": "https://lms.example/new-token"}

    answer = Administrator(client, registrar, token).registers()

    assert "brought up to date" in answer.text
    assert kept() == (1, 1, 1)
    assert (before.client_id, before.auth_token_url) == (
        registrar.lms.client_id,
        "https://lms.example/new-token",
    )
    assert before.configuration_url == registrar.address
    assert not any(session.scalars(select(one)).all() for one in (KeySet, AccessToken, NoticeHandler))
    assert session.scalars(select(Invitation.platform_id)).all() == [before.id]


def test_for_a_platform_takes_no_other_issuer(run, client, registrar, session):
    other = Platform(
        **dict.fromkeys(("auth_login_url", "auth_token_url", "key_set_url"), "https://other.example/x"),
        issuer="https://other.example",
        client_id="c",
        name="",
        made_at=clock.now(),
    )
    session.add(other)
    session.flush()

    answer = Administrator(client, registrar, invitation(updates=other)).registers()

    assert refused_as(answer, "unexpected-issuer")
    assert other.client_id == "c"


def test_for_a_platform_does_not_take_over_another(client, registrar, lms):
    mine, others = registered(lms), registered(lms)
    lms.client_id = "second"
    others = registered(lms)
    registrar.reply = {"client_id": "second"}

    answer = Administrator(client, registrar, invitation(updates=mine)).registers()

    assert refused_as(answer, "already-connected")
    assert mine.client_id != others.client_id == "second"


def test_a_disabled_platform_stays_disabled_and_the_page_says_so(client, registrar, lms):
    platform = registered(lms)
    platform.disabled_at = clock.now()

    answer = Administrator(client, registrar, invitation(updates=platform)).registers()

    assert "switched off on our side" in answer.text
    assert platform.disabled_at


def test_the_list_says_how_each_stands_and_why_others_failed(run, client, registrar, session):
    assert "Nobody has been invited" in run("lti", "invitations").stdout
    Administrator(client, registrar, invitation()).registers()
    invitation(issuer="https://canvas.school.example")
    registrar.statuses = (503, 201)
    Administrator(client, registrar, invitation()).registers()

    said = run("lti", "invitations").stdout

    assert "spent" in said
    assert "https://canvas.school.example" in said
    assert "1 in vain; the last: The learning site answered status 503" in said


def test_the_company_is_named_after_the_learning_site(admin, session):
    admin.registers()

    assert session.scalars(select(Company.name)).all() == ["lms.example"]
