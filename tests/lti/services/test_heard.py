"""What a token address says of scopes is kept for the doctor, and what it says of anything else is not."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from plugin.fetch import Answer
from plugin.lti.connections.models import Connection
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault
from plugin.lti.services.heard import scopes_given
from plugin.lti.services.memberships import SCOPE
from tests.fakes.memberships import answer
from tests.fakes.rosters import Listed

SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
TOKEN = {"access_token": "t"}


@pytest.mark.parametrize(
    ("said", "status", "given"),
    [
        (TOKEN, 200, {SCOPE: True, SCORE: True}),
        ({**TOKEN, "scope": f"{SCORE} {SCOPE}"}, 200, {SCOPE: True, SCORE: True}),
        ({**TOKEN, "scope": SCOPE}, 200, {SCOPE: True, SCORE: False}),
        ({**TOKEN, "scope": "*"}, 200, {SCOPE: True, SCORE: True}),
        ({**TOKEN, "scope": ""}, 200, {SCOPE: True, SCORE: True}),
        ({**TOKEN, "scope": 7}, 200, {SCOPE: True, SCORE: True}),
        ({"error": "invalid_scope"}, 400, {SCOPE: False, SCORE: False}),
        ({"error": "invalid_client"}, 401, {}),
        (["no"], 500, {}),
        ({}, 200, {}),
    ],
)
def test_which_scopes_an_answer_is_good_for(said, status, given):
    told = Answer(status, {}, json.dumps(said).encode(), "https://lms.example/token")

    assert scopes_given(f"{SCOPE} {SCORE}", told) == given


def grants(session):
    session.expire_all()
    return session.scalars(select(Connection)).one().grants


def token(listed: Listed) -> None:
    known = listed.known()
    listed.apart(lambda: Connector(known).get_access_token([SCOPE]))


def test_a_scope_that_an_administrator_took_away_is_known_from_the_next_token_on(
    listed: Listed, session, capsys
):
    token(listed)
    assert grants(session)[SCOPE]["given"] is True
    words = {"error": "invalid_scope", "error_description": "Names and roles is switched off"}
    listed.site.token_fault = lambda _site: answer(words, 400)

    other = listed.known()
    with pytest.raises(ServiceFault):
        listed.apart(lambda: Connector(other).get_access_token([SCOPE, SCORE]))

    assert grants(session)[SCOPE]["given"] is False
    assert grants(session)[SCOPE]["said"] == "Names and roles is switched off"
    assert "scopes refused" in capsys.readouterr().err
