"""Our registration is read where a learning site lets us, so that what was taken away shows before it is missed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.doctor.lines import LOOK, OK, RED
from plugin.doctor.sites import sites
from plugin.fetch import Answer
from plugin.lti.connections.actions import note_registration
from plugin.lti.connections.models import Connection
from plugin.lti.queries import granted
from plugin.lti.registration import queries, rereading
from plugin.lti.registration.drift import TYPES, WISHED
from plugin.lti.registration.offer import READ_BACK, SCOPES, TOOL_CONFIGURATION
from plugin.lti.services.connector import Connector
from plugin.lti.services.faults import ServiceFault
from tests.factories import a_platform
from tests.fakes.platform import ABSENT
from tests.fakes.rosters import Listed, listed, own_keys, private, quick_keys, rests, site

__all__ = ["listed", "own_keys", "private", "quick_keys", "rests", "site"]
HERE = "https://lms.example/registrations/7"


@dataclass
class Kept:
    """What the learning site has kept of us, and what it was asked."""

    client_id: str
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    messages: list[str] = field(default_factory=lambda: list(TYPES))
    fault: ServiceFault | None = None
    body: bytes = b""
    asked: list[Any] = field(default_factory=list)

    def call(self, url: str, **named: Any) -> Answer:
        self.asked.append((url, named["scopes"], named.get("method", "GET")))
        if self.fault:
            raise self.fault
        said = {
            "client_id": self.client_id,
            "scope": " ".join(self.scopes),
            TOOL_CONFIGURATION: {"messages": [{"type": one} for one in self.messages]},
        }
        return Answer(200, {}, self.body or json.dumps(said).encode(), url)


@pytest.fixture
def there(listed: Listed, monkeypatch, session) -> Kept:
    """Registered by itself, with everything granted, and where to read that."""
    there = Kept(listed.platform.client_id)
    monkeypatch.setattr(Connector, "call", lambda _connector, url, **named: there.call(url, **named))
    listed.platform.scopes, listed.platform.configuration_url = list(SCOPES), "https://lms.example/conf"
    note_registration(listed.platform.id, wished=WISHED, asked=WISHED, messages=TYPES, url=HERE)
    session.flush()
    return there


def run(listed: Listed, session) -> str:
    said = listed.apart(rereading.reread)
    session.expire_all()
    return str(said)


def told(what: str = "Registration") -> Any:
    (section,) = sites({})
    return next(line for line in section.lines if line.what == what)


def test_what_is_as_it_was_is_said_with_the_day(listed: Listed, session, there: Kept):
    assert run(listed, session) == "1 of 1 read"

    assert there.asked == [(HERE, [READ_BACK], "GET")]
    assert told().state == OK
    assert "Read there" in told().said


def test_messages_and_scopes_that_were_taken_away_are_red_with_the_command_that_renews(
    listed: Listed, session, there: Kept
):
    there.scopes.remove(SCOPES[4])
    there.messages.remove(TYPES[1])
    run(listed, session)

    line = told()
    assert line.state == RED
    assert f"Taken away, or never given: score, {TYPES[1]}." in line.said
    assert line.command == f"tandem lti invite --for {listed.platform.id}"
    assert "Asked for, not granted (score)" in told("Grades").said


def test_where_everything_was_taken_away_that_is_said(listed: Listed, session, there: Kept):
    there.scopes, there.messages = [], []
    run(listed, session)

    line = told()
    assert line.state == RED
    assert all(name.rpartition("/")[2] in line.said for name in WISHED)
    assert "Asked for, not granted" in told("Groups").said
    assert granted(listed.platform.id) == []


@pytest.mark.parametrize("said", ["", ', "scope": null', ', "scope": 7', ', "scope": [7]'])
def test_where_nothing_is_said_nothing_was_taken_away(listed: Listed, session, there: Kept, said: str):
    there.body = f'{{"client_id": "{there.client_id}"{said}}}'.encode()
    run(listed, session)

    assert told().state == OK
    assert granted(listed.platform.id) == list(SCOPES)


def test_what_was_never_given_and_is_now_is_well(listed: Listed, session, there: Kept):
    listed.platform.scopes = list(SCOPES[1:])
    note_registration(listed.platform.id, wished=WISHED, asked=WISHED, messages=TYPES[:1], url=HERE)
    session.flush()
    assert told().state == LOOK
    run(listed, session)

    assert told().state == OK
    assert "Granted, not used yet" in told("Names and roles").said


def test_what_a_later_version_would_like_is_well_where_it_is_there(listed: Listed, session, there: Kept):
    note_registration(listed.platform.id, wished=WISHED[1:], asked=WISHED[1:], messages=TYPES, url=HERE)
    session.flush()
    assert "would like as well" in told().said
    run(listed, session)

    assert told().state == OK


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"[[", "could not be read"),
        (b"[]", "could not be read"),
        (b'{"client_id": "another"}', "another tool's registration"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_says_why(
    listed: Listed, session, there: Kept, body: bytes, words: str
):
    there.scopes.remove(SCOPES[4])
    run(listed, session)
    there.body = body

    assert run(listed, session) == "0 of 1 read"
    line = told()
    assert "It could not be read there" in line.said
    assert words in line.said
    assert "score" in line.said, "what was known stays"


def test_a_site_that_refuses_is_no_alarm(listed: Listed, session, there: Kept):
    there.fault = ServiceFault("lms.example does not allow Tandem this (status 403).", status=403)
    run(listed, session)

    assert told().state == OK
    assert "does not allow" in told().said


def test_nobody_is_asked_who_gave_no_address_or_not_the_scope(listed: Listed, session, there: Kept):
    listed.platform.scopes = list(SCOPES[:-1])
    session.flush()
    assert queries.to_reread() == []

    listed.platform.scopes = []
    session.flush()
    assert queries.to_reread() == [(listed.platform.id, HERE)]

    listed.platform.disabled_at = clock.now()
    session.flush()
    assert queries.to_reread() == []

    listed.platform.disabled_at = None
    note_registration(listed.platform.id, wished=WISHED, asked=WISHED, messages=TYPES)
    session.flush()
    assert queries.to_reread() == []


def test_a_new_registration_is_known_by_itself_alone(listed: Listed, session, there: Kept):
    there.messages.remove(TYPES[1])
    run(listed, session)
    note_registration(listed.platform.id, wished=WISHED, asked=WISHED, messages=TYPES, url=HERE)

    kept = session.scalars(select(Connection)).one()
    assert (kept.reread_at, kept.messages_now) == (None, None)
    assert told().state == OK


def test_who_waits_longest_comes_first(listed: Listed, session, there: Kept, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    run(listed, session)
    kept = session.scalars(select(Connection)).one()
    kept.reread_at = clock.now() - timedelta(days=9)
    session.flush()

    assert queries.to_reread() == [(listed.platform.id, HERE)]


def test_who_may_not_be_asked_holds_nobody_up(listed: Listed, session, there: Kept, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    run(listed, session)
    other = a_platform(scopes=list(SCOPES[:-1]))
    note_registration(other.id, wished=WISHED, asked=WISHED, messages=TYPES, url=HERE)

    assert queries.to_reread() == [(listed.platform.id, HERE)]


def test_set_up_hears_of_what_was_taken_away(listed: Listed, session, there: Kept):
    there.scopes.remove(SCOPES[0])
    assert granted(listed.platform.id) == list(SCOPES)
    run(listed, session)

    assert granted(listed.platform.id) == list(SCOPES[1:])


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("{issuer}/registrations/7", "{issuer}/registrations/7"),
        ("https://elsewhere.example/registrations/7", ""),
        ("http://169.254.169.254/latest", ""),
        (7, ""),
        (ABSENT, ""),
    ],
)
def test_where_the_registration_can_be_read_is_kept_if_it_is_the_lmss(admin, session, said, kept):
    issuer = admin.registrar.lms.issuer
    address = said.format(issuer=issuer) if isinstance(said, str) else said
    admin.registrar.reply = {"registration_client_uri": address}

    assert admin.registers().status_code == 200

    assert session.scalars(select(Connection.registration_url)).one() == kept.format(issuer=issuer)
