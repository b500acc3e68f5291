"""Editors of a played LMS, with and without cookies, in a course that is open."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from plugin.courses.outline.models import Section
from plugin.courses.resources.models import Resource
from tests.factories.courses import a_resource
from tests.factories.places import a_course, a_section
from tests.fakes.rosters import own_keys, quick_keys
from tests.lti.deep_links.ways import Editor, context_here
from tests.lti.ways import Browser
from tests.lti.windows.frames import Framed

__all__ = ["own_keys", "quick_keys"]


@pytest.fixture(autouse=True)
def _quick(quick_keys: None) -> None:
    """Nobody waits for keys here."""


@pytest.fixture
def editor(browser: Browser) -> Editor:
    """A teacher in the editor of their course."""
    return Editor(browser)


@pytest.fixture
def framed(browser: Browser, app: Flask) -> Framed:
    """The LMS with our frame in it, which keeps nothing."""
    return Framed(browser.lms, app)


@pytest.fixture
def section(browser: Browser, session: Any) -> Section:
    """A section of the course that the played LMS's launches come from; it is open."""
    browser.launch("Instructor")
    course = a_course(context_here())
    return a_section(course, title="Listening <b>well</b>", purpose='Ask & "listen"')


@pytest.fixture
def resource(section: Section) -> Resource:
    """What the section holds."""
    return a_resource(section, title="How to listen", why="Before you answer")
