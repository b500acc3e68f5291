"""Access tokens: whose they are, how long they are good, and that nobody reads them where they lie."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from plugin import clock
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import NoToken, ServiceFault
from plugin.lti.services.memberships import SCOPE
from plugin.lti.services.models import AccessToken
from tests.fakes.memberships import Said, Site, answer
from tests.fakes.rosters import Listed, a_listed_course

OTHER = "https://purl.imsglobal.org/spec/lti-ags/scope/score"


def token(listed: Listed, *scopes: str) -> str:
    known = listed.known()
    return listed.apart(lambda: Connector(known).get_access_token(scopes or [SCOPE]))


def test_our_word_is_signed_and_says_who_we_are(listed: Listed):
    token(listed)

    said = listed.site.assertions[0]
    assert (said["iss"], said["sub"], said["aud"]) == ("tandem", "tandem", f"{listed.site.origin}/token")
    assert said["iat"] <= clock.now().timestamp() < said["exp"]


def test_service_connector_line_36_a_token_outlives_the_object_that_asked(listed: Listed):
    assert token(listed) == token(listed)
    assert len(listed.site.given) == 1


def test_service_connector_line_88_a_token_is_asked_anew_a_minute_before_it_runs_out(listed: Listed):
    listed.site.lives = 300
    with time_machine.travel(clock.now(), tick=False) as traveller:
        first = token(listed)
        traveller.shift(timedelta(seconds=239))
        assert token(listed) == first
        traveller.shift(timedelta(seconds=1))
        assert token(listed) != first


@pytest.mark.parametrize("lives", [0, 30, 60])
def test_a_token_that_lives_a_minute_is_used_and_not_kept(listed: Listed, session, lives):
    listed.site.lives = lives

    assert token(listed) == listed.site.given[0]
    assert not session.scalars(select(AccessToken)).all()


@pytest.mark.parametrize("lives", [None, "3600", "soon", -1, 10**30, 3.5, True, []])
def test_a_life_said_oddly_breaks_nothing(listed: Listed, lives):
    listed.site.lives = lives

    assert token(listed) == listed.site.given[0]


def test_scopes_have_a_token_each_in_whatever_order(listed: Listed):
    assert token(listed, SCOPE, OTHER) == token(listed, OTHER, SCOPE, OTHER)
    assert token(listed, SCOPE) != token(listed, SCOPE, OTHER)


def test_no_other_registration_gets_the_token_though_issuer_and_client_are_alike(listed: Listed):
    """The library's fork keeps tokens by issuer and scopes, and handed one tenant the other's."""
    other = a_listed_course(
        listed.app, listed.site, issuer=listed.platform.issuer, client_id="tandem-of-another-company"
    )
    first = token(listed)
    listed.site.client_id = "tandem-of-another-company"

    assert token(other) != first
    assert [said["iss"] for said in listed.site.assertions] == ["tandem", "tandem-of-another-company"]
    assert token(listed) == first


def test_a_token_is_not_readable_where_it_lies(listed: Listed, session):
    given = token(listed)

    row = session.scalars(select(AccessToken)).one()
    assert given.encode() not in row.token


def test_a_token_locked_under_a_lost_key_is_asked_anew(listed: Listed, session):
    token(listed)
    session.scalars(select(AccessToken)).one().token = b"nonsense"
    session.flush()

    assert token(listed) == listed.site.given[1]


def test_tokens_that_have_run_out_are_forgotten(listed: Listed, session):
    token(listed)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        token(listed, OTHER)

    assert [row.scopes for row in session.scalars(select(AccessToken))] == [OTHER]


def test_a_refusal_is_told_in_the_platforms_words(listed: Listed):
    said = {"error": "invalid_scope", "error_description": "Names and roles is switched off"}
    listed.site.token_fault = lambda _site: answer(said, 400)

    with pytest.raises(ServiceFault, match=r"No access token: .*400.*Names and roles is switched off"):
        token(listed)


def test_a_refusal_of_the_token_says_nothing_of_what_was_to_be_asked(listed: Listed):
    """Its status is none of the service's: a 404 there is no column that is gone, a 400 nobody who cannot be graded."""
    listed.site.token_fault = lambda _site: answer({"error": "invalid_client"}, 404)

    with pytest.raises(NoToken) as told:
        token(listed)

    assert (told.value.status, told.value.later, told.value.told) == (None, True, "NoToken, status 404")


def _saying(body: bytes) -> Said:
    return Said(body=body)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"<html>", b"[]", b"{}", b"null", b'{"access_token": ""}', b'{"access_token": 7}'),
        *(b'{"access_token": "a b"}', b'{"access_token": "a\\r\\nX: y"}', b'{"access_token": "\\u00e9"}'),
    ],
)
def test_an_answer_without_a_token_is_a_fault_in_words(listed: Listed, body):
    listed.site.token_fault = lambda _site: _saying(body)

    with pytest.raises(ServiceFault, match=r"access token|not JSON"):
        token(listed)


def test_asking_again_for_a_token_brings_an_assertion_that_nobody_has_seen(listed: Listed, rests):
    def busy_at_first(site: Site) -> Said | None:
        return answer({}, 503) if not rests else None

    listed.site.token_fault = busy_at_first

    assert token(listed) == listed.site.given[0]
    assert rests == [1.0]


@pytest.mark.parametrize(
    ("said", "audience"),
    [
        ({"token_audience": "https://auth.example/server"}, "https://auth.example/server"),
        ({"family": "desire2learn"}, "https://api.brightspace.com/auth/token"),
        ({"family": "desire2learn", "token_audience": "https://own.example"}, "https://own.example"),
    ],
)
def test_our_word_is_for_whom_the_registration_or_the_family_says(listed: Listed, said, audience):
    """The played site takes none but its own address, and tells it by a refusal."""
    course = a_listed_course(listed.app, listed.site, **said)
    with pytest.raises(ServiceFault, match=r"[Aa]udience"):
        token(course)

    assert listed.site.heard[0]["aud"] == audience
