"""The embedded server with real sockets: what is too large is refused at once, in words, without being read."""

from __future__ import annotations

import io
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from waitress import wasyncore

from plugin.courses.resources.files import intake
from plugin.courses.resources.models import Resource, StoredFile
from plugin.database import db
from plugin.lti import cookies
from plugin.server import LARGEST_FORM, waiting_for
from tests.factories import a_course, a_group, a_section
from tests.factories.visits import At, visit_as

LARGEST = 5_000_000
GIGABYTES = 2_000_000_000


@pytest.fixture
def mentor(real_app) -> At:
    with real_app.app_context():
        course = a_course()
        section = a_section(course, "resources", position=1)
        place = visit_as(real_app.test_client(), a_group(course).mentor)
        db.session.commit()
        real_app.config["section"] = section.id
    return place


@pytest.fixture
def line(real_app) -> Iterator[Any]:
    """`line()` opens a connection to a server of ours."""
    sockets: dict[int, Any] = {}
    taken = socket.create_server(("127.0.0.1", 0))
    server = waiting_for(
        real_app, is_large=intake.is_upload, largest=LARGEST, sockets=[taken], map=sockets, threads=2
    )
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            wasyncore.loop(timeout=0.05, count=1, map=sockets, use_poll=True)

    thread = threading.Thread(target=serve)
    thread.start()
    yield lambda: closing(socket.create_connection(taken.getsockname(), timeout=20))
    over.set()
    thread.join()
    server.task_dispatcher.shutdown()
    wasyncore.close_all(sockets, ignore_all=True)


def said(there: socket.socket) -> str:
    """All that is answered until the line is closed."""
    heard = b""
    while piece := there.recv(65_536):
        heard += piece
    return heard.decode()


def head(place: At, path: str, *lines: str) -> bytes:
    key = place.client.get_cookie(cookies.BROWSER)
    first = (
        f"POST {place(path)} HTTP/1.1",
        "Host: localhost",
        f"Cookie: {cookies.BROWSER}={key.value if key else ''}",
    )
    return "\r\n".join((*first, *lines, "", "")).encode()


@pytest.mark.parametrize("path", ["/resources/upload", "/me"])
@pytest.mark.parametrize("more", [(), ("Expect: 100-continue",)])
def test_two_gigabytes_are_refused_at_once_with_words(line, mentor, path, more):
    with line() as there:
        there.sendall(
            head(
                mentor,
                path,
                f"Content-Length: {GIGABYTES}",
                "Content-Type: multipart/form-data; boundary=b",
                *more,
            )
        )
        answer = said(there)

    assert answer.startswith("HTTP/1.1 413")
    assert "That is more than fits in one go" in answer
    assert "Connection: close" in answer


@pytest.mark.parametrize(("path", "most"), [("/resources/upload", LARGEST), ("/me", LARGEST_FORM)])
def test_chunks_are_read_up_to_the_most_and_no_further(line, mentor, path, most):
    chunk = b"10000\r\n" + b"w" * 65_536 + b"\r\n"
    sent = 0
    with line() as there:
        there.sendall(
            head(mentor, path, "Transfer-Encoding: chunked", "Content-Type: multipart/form-data; boundary=b")
        )
        try:
            while sent < 40 * LARGEST:
                there.sendall(chunk)
                sent += len(chunk)
        except (ConnectionError, TimeoutError):
            pass  # the line was closed in the middle: that is what is asked for

    assert sent < most + 20_000_000  # what lay in the buffers of two sockets


def test_a_file_larger_than_a_form_comes_through(line, mentor, real_app):
    content = b"words " * 500_000  # three million bytes
    section = real_app.config["section"]
    part = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    with real_app.test_request_context():
        fields = {"csrf": mentor.token(), "once": secrets.token_urlsafe(16)}
    words = "".join(part.format(name, "") + f"{value}\r\n" for name, value in fields.items())
    body = io.BytesIO()
    body.write((words + part.format("file", '; filename="notes.txt"')).encode() + content + b"\r\n--b--\r\n")
    with line() as there:
        there.sendall(
            head(
                mentor,
                f"/resources/upload/{section}",
                f"Content-Length: {body.tell()}",
                "Content-Type: multipart/form-data; boundary=b",
                "Connection: close",
            )
            + body.getvalue()
        )
        answer = said(there)

    assert answer.startswith("HTTP/1.1 303")
    with real_app.app_context():
        assert db.session.query(Resource).one().kind == "file"
        assert db.session.query(StoredFile).one().size == len(content)


def test_what_follows_a_refused_request_is_not_taken_for_another(line, mentor):
    """The rest of a body must not be read as a request of its own."""
    smuggled = head(mentor, "/me", "Content-Length: 0")
    with line() as there:
        there.sendall(head(mentor, "/me", f"Content-Length: {GIGABYTES}") + smuggled)
        answer = said(there)

    assert answer.count("HTTP/1.1 ") == 1
