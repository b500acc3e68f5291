"""Jobs that only tests have, and hands that work without threads."""

from __future__ import annotations

import pytest

from plugin.jobs import tasks
from plugin.jobs.workshop import Workshop


@pytest.fixture
def jobs(monkeypatch):
    """The table of jobs, empty and given back afterwards: nobody else's work runs in a test of the clock."""
    table: dict = {}
    for place in ("plugin.jobs.tasks", "plugin.jobs.clockwork", "plugin.jobs.workshop"):
        monkeypatch.setattr(f"{place}.JOBS", table)
    return tasks.JOBS


@pytest.fixture
def shop(real_app):
    """A process's hands and clock, moved by the test alone."""
    return Workshop(real_app, threads=1)
