"""Memory while a file is taken in: as much at a hundred megabytes as at ten."""

from __future__ import annotations

import io
import secrets
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask

from tests.bench.figures import Figure, at_most
from tests.factories import a_course, a_group, a_section
from tests.factories.visits import At, visit_as
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back

MEGABYTE = 1_000_000
LITTLE, MUCH = 10, 100


class Body(io.RawIOBase):
    """An upload that is made while it is read, so that only what the application keeps is counted."""

    def __init__(self, words: bytes, size: int) -> None:
        self._ends, self._left = [words, b"\r\n--b--\r\n"], size
        self.length = sum(map(len, self._ends)) + size

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        if len(self._ends) == 1 and self._left:
            piece = (b"some words\n" * 6000)[: min(len(room), self._left)]
            self._left -= len(piece)
        else:
            piece = self._ends.pop(0) if self._ends else b""
        room[: len(piece)] = piece
        return len(piece)


def figures() -> Iterator[Figure]:
    """One."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'uploads.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR", instance=folder)
        app.test_client_class = Client
        with rolled_back(app):
            course = a_course()
            place = visit_as(app.test_client(), a_group(course).mentor)
            address = place(f"/resources/upload/{a_section(course, 'resources', position=1).id}")
            _peak(app, place, address, 1)  # what is loaded once
            little, much = (_peak(app, place, address, size) for size in (LITTLE, MUCH))
        yield at_most(f"upload memory flat: {MUCH} MB against {LITTLE} MB", much / little, 1.2)
        closed(app)


def _peak(app: Flask, place: At, address: str, megabytes: int) -> int:
    """Bytes of memory at the most."""
    part = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    fields = {"csrf": place.token(), "once": secrets.token_urlsafe(16)}
    words = "".join(part.format(name, "") + f"{value}\r\n" for name, value in fields.items())
    body = Body((words + part.format("file", '; filename="notes.txt"')).encode(), megabytes * MEGABYTE)
    sent = {
        "wsgi.input": body,
        "CONTENT_TYPE": "multipart/form-data; boundary=b",
        "CONTENT_LENGTH": str(body.length),
    }
    tracemalloc.start()
    answer = place.client.post(address, environ_overrides=sent)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 303, answer.status_code
    return peak
