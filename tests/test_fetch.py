"""The one way out calls nobody it should not, tells nobody what is not theirs, and ends in time."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from itertools import cycle

import pytest

from plugin import addresses, fetch
from plugin.fetch import Refused, Unreachable
from tests.fakes.lines import certificate, listening, saying

# Each stands for this machine or a network around it, in a spelling that somebody once got past a guard with.
BAD_HOSTS = [
    "127.0.0.1",
    "127.8.8.8",
    "localhost",
    "LOCALHOST.",
    "x.localhost",
    "printer.local",
    "0.0.0.0",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "169.254.169.254",
    "[::ffff:a9fe:a9fe]",
    "[fe80::1]",
    "[fd00::1]",
    "[fec0::1]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "\u2460\u2461\u2466.0.0.1",
]
BAD_ADDRESSES = [
    "",
    "good.example",
    "//good.example/",
    "https://",
    "https:///x",
    "http://good.example/",
    "HTTP://good.example/",
    "file:///etc/passwd",
    "ftp://good.example/",
    "gopher://127.0.0.1:70/_x",
    "javascript:alert(1)",
    "https://user@good.example/",
    "https://user:word@good.example/",
    "https://good.example@127.0.0.1/",
    "https://good.example:99999/",
    "https://good.example:x/",
    "https://good.example\\@127.0.0.1/",
    "https://good.example/\r\nX: y",
    "https://good.example/a b",
    "https://[::1",
    "https://" + "a" * 64 + ".example/",
]


def stands_for(monkeypatch, *answers: str | list[str]) -> list[str]:
    """Every name is at these addresses, one answer a look-up; gives the names that were looked up."""
    turns, looked = cycle(answers), []

    def look(host, port, *args, **kwargs):
        looked.append(host)
        found = next(turns)
        return [
            (socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in ([found] if isinstance(found, str) else found)
        ]

    monkeypatch.setattr("plugin.addresses.socket.getaddrinfo", look)
    return looked


@pytest.fixture
def reached(monkeypatch):
    """Where connections would have gone; none is made."""
    went = []

    def connect(place, *args, **kwargs):
        went.append(place[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("plugin.fetch.socket.create_connection", connect)
    return went


@pytest.mark.parametrize("host", BAD_HOSTS)
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_listener_on_this_machine_sees_no_connection(scheme: str, host: str, reached):
    with listening(saying()) as listener:
        with pytest.raises((Refused, Unreachable)):
            fetch.fetch(f"{scheme}://{host}:{listener.port}/")
        assert listener.met == 0
    assert reached == []


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_an_address_of_another_kind_is_refused_with_a_sentence(url: str, reached):
    with pytest.raises(Refused, match=r"\w.*\.$"):
        fetch.fetch(url)
    assert reached == []


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_one_private_address_among_public_ones_is_enough_to_refuse(inside: str, monkeypatch, reached):
    stands_for(monkeypatch, ["93.184.215.14", inside])

    with pytest.raises(Refused, match=r"good\.example leads into a private network"):
        fetch.fetch("https://good.example/")
    assert reached == []


def test_a_name_that_changes_its_mind_is_called_where_it_was_checked(monkeypatch, reached):
    looked = stands_for(monkeypatch, "93.184.215.14", "127.0.0.1")

    with pytest.raises(Unreachable):
        fetch.fetch("https://good.example/")
    assert (looked, reached) == (["good.example"], ["93.184.215.14"])


def test_the_next_address_is_tried_when_the_first_does_not_answer(monkeypatch, reached):
    stands_for(monkeypatch, ["2606:2800:21f:cb07::1", "93.184.215.14"])

    with pytest.raises(Unreachable, match=r"good\.example could not be reached"):
        fetch.fetch("https://good.example/")
    assert reached == ["2606:2800:21f:cb07::1", "93.184.215.14"]


@pytest.mark.parametrize("outside", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"])
def test_the_public_network_may_be_called(outside: str):
    assert addresses.may_call(ipaddress.ip_address(outside), private=False)


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.17.0.1", "::1", "fd00::1"])
def test_private_networks_may_be_called_only_where_they_are_allowed(inside: str):
    assert addresses.may_call(ipaddress.ip_address(inside), private=True)
    assert not addresses.may_call(ipaddress.ip_address(inside), private=False)


@pytest.mark.parametrize(
    "never",
    [
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "0.0.0.0",
        "::",
        "224.0.0.1",
    ],
)
def test_where_machines_keep_their_keys_is_closed_even_then(never: str):
    assert not addresses.may_call(ipaddress.ip_address(never), private=True)


def test_a_registered_platform_on_this_machine_answers():
    with listening(saying(b'{"keys": []}', "200 OK", "Link: <a>; rel=next", "Link: <b>; rel=last")) as lms:
        answer = fetch.fetch(
            f"http://127.0.0.1:{lms.port}/jwks?a=b%20c&d=\u00e9#part", private=True, bearer="token"
        )

    assert (answer.status, answer.ok, answer.json()) == (200, True, {"keys": []})
    assert answer.headers["LINK"] == "<a>; rel=next, <b>; rel=last"
    asked = lms.asked[0].decode().splitlines()
    assert asked[0] == "GET /jwks?a=b%20c&d=%C3%A9 HTTP/1.1"
    assert f"Host: 127.0.0.1:{lms.port}" in asked
    assert "Authorization: Bearer token" in asked
    assert any(line.startswith("User-Agent: Tandem/") for line in asked)


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    with listening(saying()) as proxy, listening(saying()) as lms:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("all_proxy", f"http://127.0.0.1:{proxy.port}")
        fetch.fetch(f"http://127.0.0.1:{lms.port}/", private=True)

        assert (proxy.met, lms.met) == (0, 1)


def test_a_body_and_its_kind_arrive():
    with listening(saying(b"", "204 No Content")) as lms:
        url = f"http://127.0.0.1:{lms.port}/scores"
        answer = fetch.fetch(url, method="POST", headers={"Content-Type": "a/b"}, body=b"", private=True)

    assert (answer.status, answer.body) == (204, b"")
    assert b"POST /scores" in lms.asked[0]
    assert b"Content-Type: a/b" in lms.asked[0]


@pytest.mark.parametrize("body", [b"<html>", b"", b"\xff", b"[" * 100_000])
def test_an_answer_that_is_not_json_is_said_to_be_so(body: bytes):
    with listening(saying(body)) as lms:
        answer = fetch.fetch(f"http://127.0.0.1:{lms.port}/", private=True)

    with pytest.raises(Unreachable, match="not JSON"):
        answer.json()


@pytest.fixture
def platform(tmp_path, monkeypatch):
    """TLS for platform.example, which stands on this machine and whose authority we know."""
    tls, authority = certificate(tmp_path, "platform.example")
    context = ssl.create_default_context(cafile=str(authority))
    monkeypatch.setattr(fetch, "_tls", lambda: context)
    stands_for(monkeypatch, "127.0.0.1")
    return tls


def test_the_name_is_what_the_certificate_must_hold_for(platform):
    with listening(saying(b"hello"), platform) as lms:
        assert fetch.fetch(f"https://platform.example:{lms.port}/", private=True).body == b"hello"
        with pytest.raises(Unreachable, match=r"certificate of other\.example does not hold"):
            fetch.fetch(f"https://other.example:{lms.port}/", private=True)


def test_a_certificate_from_nobody_we_know_does_not_hold(platform, monkeypatch):
    monkeypatch.setattr(fetch, "_tls", ssl.create_default_context)
    with listening(saying(), platform) as lms, pytest.raises(Unreachable, match="does not hold"):
        fetch.fetch(f"https://platform.example:{lms.port}/", private=True)


def test_our_own_trust_holds_authorities():
    assert fetch._tls().cert_store_stats()["x509_ca"] > 50
    assert (fetch._tls().verify_mode, fetch._tls().check_hostname) == (ssl.CERT_REQUIRED, True)
