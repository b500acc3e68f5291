"""A browser whose frames keep no cookies, and the windows that it opens."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.lti.ways import Browser
from tests.lti.windows.frames import Framed


@pytest.fixture
def framed(browser: Browser, app: Flask) -> Framed:
    """The LMS with our frame in it, which keeps nothing."""
    return Framed(browser.lms, app)
