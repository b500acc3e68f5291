"""What resources are looked at with: a course, two groups in it, a section, and a page of the web that answers."""

from __future__ import annotations

import pytest
from requests.structures import CaseInsensitiveDict

from plugin import fetch
from plugin.database import db
from plugin.fetch import Answer
from tests.factories import a_course, a_group, a_section

PAGE = (
    b"<!doctype html><title>A talk</title><meta property='og:title' content='How to listen &amp; wait'>"
    b"<meta name=description content='Twelve minutes about silence.'>"
)


@pytest.fixture
def course(app):
    return a_course()


@pytest.fixture
def cohort(course):
    return a_group(course, mentees=3, name="Spring cohort")


@pytest.fixture
def others(course):
    return a_group(course, mentees=1, name="Autumn cohort")


@pytest.fixture
def section(course):
    return a_section(course, "resources", position=1, title="Say the hard thing kindly")


@pytest.fixture
def web(monkeypatch):
    """`web.says(...)` is what the next address answers; `web.asked` holds what was fetched, and how."""

    class Web:
        asked: list[tuple[str, dict]] = []

        def says(self, body: bytes = PAGE, status: int = 200, kind: str = "text/html; charset=utf-8"):
            self.answer = Answer(status, CaseInsensitiveDict({"Content-Type": kind}), body, "")

        def fetch(self, url, **named):
            assert not db.session().in_transaction(), "nothing leaves inside a transaction"
            self.asked.append((url, named))
            return self.answer

    found = Web()
    found.asked = []
    found.says()
    monkeypatch.setattr(fetch, "fetch", found.fetch)
    return found
