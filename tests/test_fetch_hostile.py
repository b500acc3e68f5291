"""Redirects, drips and floods: what a hostile or broken server may try once it has been called."""

from __future__ import annotations

import ssl
import time
from typing import Any

import pytest

from plugin import fetch
from plugin.fetch import Refused, Unreachable
from tests.fakes.lines import certificate, listening, saying
from tests.test_fetch import BAD_HOSTS, stands_for


def elsewhere(url: str, status: str = "302 Found"):
    return saying(b"", status, f"Location: {url}")


def here(lms, path: str = "/") -> str:
    return f"http://127.0.0.1:{lms.port}{path}"


def test_a_redirect_within_the_platform_is_followed_with_its_key():
    def speak(connection, asked):
        (saying(b"there") if b"GET /b" in asked else elsewhere("b?x=1"))(connection, asked)

    with listening(speak) as lms:
        answer = fetch.fetch(here(lms, "/a"), private=True, bearer="token")

    assert (answer.body, answer.url) == (b"there", here(lms, "/b?x=1"))
    assert b"Bearer token" in lms.asked[1]


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_a_redirect_into_a_private_network_is_not_followed(host: str):
    with (
        listening(saying(b"secret")) as inside,
        listening(elsewhere(f"https://{host}:{inside.port}/")) as lms,
    ):
        with pytest.raises((Refused, Unreachable)):
            fetch.fetch(here(lms), private=True)
        assert (inside.met, lms.met) == (0, 1)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_a_platform_may_its_neighbour_may_not(scheme: str):
    """Only the registered origin is lifted, not every port of the machine it stands on."""
    with (
        listening(saying(b"secret")) as inside,
        listening(elsewhere(f"{scheme}://127.0.0.1:{inside.port}/")) as lms,
    ):
        with pytest.raises(Refused):
            fetch.fetch(here(lms), private=True)
        assert inside.met == 0


@pytest.mark.parametrize("target", ["https://good.example/", "//good.example/", "HTTPS://GOOD.EXAMPLE:443/x"])
@pytest.mark.parametrize(
    "key", [{"bearer": "token"}, {"headers": {"authorization": "x"}}, {"headers": {"Cookie": "x"}}]
)
def test_a_key_never_goes_to_another_origin(target: str, key: dict[str, Any]):
    with listening(elsewhere(target)) as lms, pytest.raises(Refused):
        fetch.fetch(here(lms), private=True, **key)


def test_a_stranger_gets_none_of_our_headers(tmp_path, monkeypatch):
    tls, authority = certificate(tmp_path, "one.example", "two.example")
    context = ssl.create_default_context(cafile=str(authority))
    monkeypatch.setattr(fetch, "_tls", lambda: context)
    monkeypatch.setattr(fetch, "may_call", lambda address, private: True)
    stands_for(monkeypatch, "127.0.0.1")

    with (
        listening(saying(b"two"), tls) as two,
        listening(elsewhere(f"https://two.example:{two.port}/"), tls) as one,
    ):
        sent = {"X-Own": "secret", "Accept": "text/plain"}
        assert fetch.fetch(f"https://one.example:{one.port}/", headers=sent).body == b"two"

    assert b"secret" in one.asked[0]
    assert b"secret" not in two.asked[0]
    assert b"Accept: text/plain" in two.asked[0]


def test_https_is_never_left_for_http(tmp_path, monkeypatch):
    tls, authority = certificate(tmp_path, "platform.example")
    context = ssl.create_default_context(cafile=str(authority))
    monkeypatch.setattr(fetch, "_tls", lambda: context)
    stands_for(monkeypatch, "127.0.0.1")

    with (
        listening(saying(b"x")) as plain,
        listening(elsewhere(f"http://platform.example:{plain.port}/"), tls) as lms,
    ):
        with pytest.raises(Refused, match="without https"):
            fetch.fetch(f"https://platform.example:{lms.port}/", private=True)
        assert plain.met == 0


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://good.example/", "https://u:p@good.example/", "http://[::1"]
)
def test_a_redirect_to_something_else_than_a_page_is_not_followed(target: str):
    with listening(elsewhere(target)) as lms, pytest.raises((Refused, Unreachable)):
        fetch.fetch(here(lms), private=True)


def test_three_redirects_are_followed_and_no_more():
    with listening(elsewhere("/again")) as lms, pytest.raises(Refused, match="keeps sending us elsewhere"):
        fetch.fetch(here(lms), private=True)

    assert lms.met == 4


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_what_is_sent_is_sent_once_and_to_one_address(status: str):
    with listening(elsewhere("/again", status)) as lms:
        with pytest.raises(Refused, match="only an answer will do"):
            fetch.fetch(here(lms), method="POST", body=b"assertion", private=True)
        assert lms.met == 1


def test_a_redirect_that_leads_nowhere_is_an_answer():
    with listening(saying(b"", "304 Not Modified")) as lms:
        assert fetch.fetch(here(lms), private=True).status == 304


HEAD = b"HTTP/1.1 200 OK\r\n"


def dripping(start: bytes, drop: bytes):
    def speak(connection, _asked):
        connection.sendall(start)
        for _drop in range(200):
            connection.sendall(drop)
            time.sleep(0.05)

    return speak


@pytest.mark.parametrize(
    "speak",
    [
        dripping(b"", b"H"),
        dripping(HEAD, b"X: y\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(HEAD + b"Content-Length: 9999\r\n\r\n", b"x"),
        dripping(HEAD + b"\r\n", b"x"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        lambda connection, asked: time.sleep(3),
    ],
    ids=["status", "headers", "continue", "body", "endless body", "chunks", "silence"],
)
def test_a_slow_drip_ends_at_the_deadline(speak):
    with listening(speak) as lms:
        began = time.perf_counter()
        with pytest.raises(Unreachable, match="took too long"):
            fetch.fetch(here(lms), private=True, deadline=0.4)

    assert time.perf_counter() - began < 2


def test_a_name_that_nobody_answers_for_ends_at_the_deadline(monkeypatch):
    def look(*_args, **_kwargs) -> list[Any]:
        time.sleep(1.5)
        return []

    monkeypatch.setattr("plugin.addresses.socket.getaddrinfo", look)

    began = time.perf_counter()
    with pytest.raises(Unreachable):
        fetch.fetch("https://good.example/", deadline=0.2)
    assert time.perf_counter() - began < 1


def test_one_deadline_covers_every_hop():
    def speak(connection, asked):
        time.sleep(0.25)
        elsewhere("/again")(connection, asked)

    with listening(speak) as lms, pytest.raises(Unreachable, match="took too long"):
        fetch.fetch(here(lms), private=True, deadline=0.6)


@pytest.mark.parametrize(
    "head", [b"Content-Length: 5000\r\n\r\n", b"\r\n", b"Transfer-Encoding: chunked\r\n\r\n1388\r\n"]
)
def test_more_than_the_cap_is_not_taken(head: bytes):
    def speak(connection, _asked):
        connection.sendall(HEAD + head + b"x" * 5_000)

    with listening(speak) as lms, pytest.raises(Unreachable, match="more than we take"):
        fetch.fetch(here(lms), private=True, cap=1_000)


def test_the_cap_itself_is_taken():
    with listening(saying(b"x" * 1_000)) as lms:
        assert len(fetch.fetch(here(lms), private=True, cap=1_000).body) == 1_000


def test_a_packed_answer_is_not_unpacked():
    packed = saying(b"\x1f\x8b", "200 OK", "Content-Encoding: gzip")
    with listening(packed) as lms, pytest.raises(Unreachable, match="packed"):
        fetch.fetch(here(lms), private=True)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"rubbish\r\n\r\n",
        HEAD + b"Content-Length: 9\r\n\r\nx",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 " + b"x" * 70_000,
        HEAD + b"X: y\r\n" * 200,
    ],
    ids=["nothing", "rubbish", "half", "bad chunk", "long line", "many headers"],
)
def test_an_answer_that_breaks_off_is_no_answer(broken: bytes):
    with listening(lambda connection, asked: connection.sendall(broken)) as lms, pytest.raises(Unreachable):
        fetch.fetch(here(lms), private=True)


def test_nobody_there_is_unreachable():
    with listening(saying()) as lms:
        pass
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 could not be reached"):
        fetch.fetch(here(lms), private=True)


def test_no_sentence_repeats_what_stands_behind_the_host():
    with listening(elsewhere("/again?token=secret")) as lms, pytest.raises(Refused) as refused:
        fetch.fetch(here(lms, "/?token=secret"), private=True)

    assert "secret" not in str(refused.value)
