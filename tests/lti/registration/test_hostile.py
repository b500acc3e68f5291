"""Addresses that lead where we have no business, on real lines: nobody there ever sees a connection, nor the token."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from plugin import fetch
from plugin.lti.registration import handshake
from tests.fakes.lines import listening, saying
from tests.fakes.platform import FakePlatform
from tests.fakes.registrar import Registrar, whole
from tests.lti.registration.ways import Administrator, invitation, kept, only_invitation
from tests.lti.ways import Browser
from tests.test_fetch import BAD_HOSTS, stands_for

REAL = fetch.fetch
NAMED = ("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")


@pytest.fixture
def half(lms, monkeypatch) -> Registrar:
    """An LMS whose own host is played; every other address is called for real."""
    registrar = Registrar(lms)

    def called(url: str, **said: Any) -> Any:
        return registrar.fetch(url, **said) if url.startswith(f"{lms.issuer}/") else REAL(url, **said)

    monkeypatch.setattr(fetch, "fetch", called)
    return registrar


@pytest.fixture
def open_house(app, monkeypatch):
    """A machine that allows private networks, as the demonstration does."""
    monkeypatch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], allow_private_hosts=True))


def administrator(client, registrar: Registrar) -> Administrator:
    return Administrator(client, registrar, invitation())


@pytest.mark.parametrize("host", BAD_HOSTS)
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_configuration_is_not_asked_for_in_private_networks(client, lms, scheme, host):
    with listening(saying()) as inside:
        address = f"{scheme}://{host}:{inside.port}/openid-configuration"
        answer = administrator(client, Registrar(lms)).registers(openid_configuration=address)

        assert answer.status_code == 400
        assert inside.met == 0
    assert (kept(), only_invitation().failures) == ((0, 0, 0), 1)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "gopher://127.0.0.1/_x", "x", "https://", "//h/", "\x00"]
)
def test_nor_by_anything_but_https(client, lms, address):
    answer = administrator(client, Registrar(lms)).registers(openid_configuration=address)

    assert answer.status_code == 400
    assert kept() == (0, 0, 0)


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_no_address_that_a_configuration_names_reaches_a_private_network(client, half, host):
    with listening(saying()) as inside:
        for name in NAMED:
            half.configuration = {name: f"https://{host}:{inside.port}/x"}
            if administrator(client, half).registers().status_code == 200:
                Browser(client, half.lms).launch()

        assert inside.met == 0


@pytest.mark.parametrize("name", NAMED)
def test_nor_does_a_name_that_leads_there(client, half, monkeypatch, name):
    """Names are looked up when they are called, so such an address may be kept; it is never connected to."""
    stands_for(monkeypatch, "127.0.0.1")
    with listening(saying()) as inside:
        half.configuration = {name: f"https://inside.example:{inside.port}/x"}
        if administrator(client, half).registers().status_code == 200:
            Browser(client, half.lms).launch()

        assert inside.met == 0


def test_nor_the_learning_sites_own_name_once_it_leads_there(client, key, monkeypatch):
    """The configuration came from outside; by the time of the registration the name stands for this machine."""
    stands_for(monkeypatch, "127.0.0.1")
    with listening(saying()) as inside:
        registrar = Registrar(FakePlatform(f"https://lms.example:{inside.port}", key=key))

        def called(url: str, **said: Any) -> Any:
            return REAL(url, **said) if said.get("body") else registrar.fetch(url, **said)

        monkeypatch.setattr(fetch, "fetch", called)
        answer = administrator(client, registrar).registers()

        assert "leads into a private network" in answer.text
        assert inside.met == 0


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_the_token_follows_no_redirect_to_another_origin(client, key, open_house, status):
    with listening(saying()) as thief:
        away = saying(b"", status, f"Location: http://127.0.0.1:{thief.port}/")
        with listening(away) as line:
            registrar = Registrar(FakePlatform(f"http://127.0.0.1:{line.port}", key=key))
            answer = administrator(client, registrar).registers()

        assert answer.status_code == 400
        assert (line.met, thief.met) == (1, 0)


@pytest.mark.parametrize("status", ["302 Found", "307 Temporary"])
def test_a_registration_is_handed_in_where_it_was_said_or_nowhere(client, key, open_house, status):
    with listening(saying()) as thief:

        def speak(connection, asked):
            moved = saying(b"", status, f"Location: http://127.0.0.1:{thief.port}/")
            (moved if asked.startswith(b"POST") else registrar.speak)(connection, asked)

        with listening(speak) as line:
            registrar = Registrar(FakePlatform(f"http://127.0.0.1:{line.port}", key=key))
            answer = administrator(client, registrar).registers(registration_token=None)

        assert "registration-unreachable" in answer.text
        assert thief.met == 0
    assert kept() == (0, 0, 0)


def test_a_configuration_speaks_for_where_it_was_in_the_end(client, lms, monkeypatch):
    """An open redirect of a good LMS must not let somebody else's file speak in its name."""
    registrar = Registrar(lms)

    def moved(url: str, **said: Any) -> fetch.Answer:
        return replace(registrar.fetch(url, **said), url="https://evil.example/file")

    monkeypatch.setattr(fetch, "fetch", moved)
    answer = administrator(client, registrar).registers(registration_token=None)

    assert "foreign-issuer" in answer.text
    assert [one.method for one in registrar.asked] == ["GET"]


def _slow(connection, _asked):
    for _drop in range(100):
        connection.sendall(b"H")
        time.sleep(0.05)


def _half(connection, _asked):
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"issuer":')


FAULTY = {
    "slow": (_slow, "took too long"),
    "huge": (saying(b"[" + b"1," * 200_000 + b"1]"), "more than we take"),
    "half": (_half, "broke off"),
    "no JSON": (saying(b"<html>"), "not JSON"),
    "packed": (saying(b"\x1f\x8b", "200 OK", "Content-Encoding: gzip"), "packed"),
}


@pytest.mark.parametrize(("speak", "says"), FAULTY.values(), ids=FAULTY)
@pytest.mark.parametrize("at", ["GET", "POST"])
def test_a_faulty_answer_ends_in_time_and_in_words(client, key, open_house, monkeypatch, at, speak, says):
    monkeypatch.setattr(handshake, "DEADLINE", 0.5)

    def spoken(connection, asked):
        asked = whole(connection, asked)
        (speak if asked.startswith(at.encode()) else registrar.speak)(connection, asked)

    with listening(spoken) as line:
        registrar = Registrar(FakePlatform(f"http://127.0.0.1:{line.port}", key=key))
        began = time.perf_counter()
        answer = administrator(client, registrar).registers()

    assert time.perf_counter() - began < 4
    assert (answer.status_code, kept()) == (400, (0, 0, 0))
    assert says in answer.text
    assert says in only_invitation().last_failure
