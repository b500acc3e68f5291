"""Processes that work: begun by a command, ended by a signal, or killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from demo.servers import free_port
from plugin import clock
from plugin.cli import tandem
from plugin.database import db, transaction
from plugin.jobs.models import Lease
from plugin.jobs.tasks import job
from plugin.jobs.workshop import Workshop, working
from tests.harness.effort import scaled
from tests.harness.house import OURS, SECRET, built, closed
from tests.jobs.rows import asked, runs

PATIENCE = 120  # seconds; a machine may be busy with everything else
# A process with one job more than the product: it says that it began, and goes on until somebody ends it or lets it.
WORKER = """
import sys, time
from pathlib import Path
from plugin.jobs.tasks import job
from plugin import cli

@job("tests.slow")
def slow():
    folder = Path(sys.argv[1])
    (folder / "began").write_text("")
    while not (folder / "go").exists():
        time.sleep(0.02)
    (folder / "ended").write_text("")

cli.tandem(sys.argv[2:])
"""


@pytest.fixture
def place(databases, tmp_path):
    """An installation of its own: a database, an instance, and the application that asks."""
    url = databases.fresh()
    app = built(database_url=url, instance=tmp_path)
    yield app
    closed(app)


@contextmanager
def process(app, *command):
    """`tandem ...` as an operator starts it, until the end of the `with` at the latest."""
    told = app.config["TANDEM"]
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TANDEM_")},
        "TANDEM_DATABASE_URL": told.database_url,
        "TANDEM_INSTANCE": str(told.instance),
        "TANDEM_SECRET_KEY": SECRET,
        "TANDEM_BASE_URL": OURS,
    }
    with subprocess.Popen([sys.executable, "-c", WORKER, str(told.instance), *command], env=environ) as begun:
        try:
            yield begun
        finally:
            begun.kill()


def until(said):
    end = time.monotonic() + PATIENCE
    while not said():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def states(app, name="tests.slow"):
    return [state for job_name, state in runs(app) if job_name == name]


def leases(app):
    with app.app_context(), transaction(writing=False):
        return list(db.session.scalars(select(Lease.name)))


@pytest.fixture
def slow(monkeypatch):
    """The job's name, known here so that it can be asked for."""
    monkeypatch.setattr("plugin.jobs.tasks.JOBS", {})
    return job("tests.slow")(lambda: None)


@pytest.mark.slow
def test_a_job_killed_in_the_middle_is_done_afterwards(place, slow):
    """Huey forgets a message when somebody takes it: that the process died is seen in the rows alone."""
    folder = place.config["TANDEM"].instance
    asked(place, slow)
    with process(place, "work") as victim:
        until((folder / "began").exists)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    assert states(place) == ["running"]

    (folder / "go").touch()
    with clock.at(clock.now() + timedelta(minutes=2)):
        Workshop(place, threads=1).tick()
    with process(place, "work"):
        until((folder / "ended").exists)
        until(lambda: states(place) == ["lost", "done"])


@pytest.mark.slow
def test_a_process_told_to_end_lets_its_work_end_and_leaves_the_clock(place, slow):
    folder = place.config["TANDEM"].instance
    asked(place, slow)
    with process(place, "work") as worker:
        until((folder / "began").exists)
        until(lambda: "clock" in leases(place))
        worker.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert worker.poll() is None
        (folder / "go").touch()
        assert worker.wait(PATIENCE) == 0

    assert states(place) == ["done"]
    assert leases(place) == []


@pytest.mark.slow
def test_serve_does_the_jobs_and_ends_cleanly(place, slow):
    (place.config["TANDEM"].instance / "go").touch()
    asked(place, slow)
    with process(place, "serve", "--port", str(free_port())) as server:
        until(lambda: states(place) == ["done"])
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0

    assert leases(place) == []


def test_serve_ends_cleanly_when_it_is_told_before_it_runs(place, monkeypatch):
    class Told:
        def run(self):
            raise KeyboardInterrupt

    monkeypatch.setattr("plugin.cli.create_app", lambda: place)
    monkeypatch.setattr("plugin.cli._end_on_sigterm", lambda: None)
    monkeypatch.setattr("plugin.server.waiting_for", lambda *_app, **_told: Told())

    assert CliRunner().invoke(tandem, ["serve", "--no-jobs"]).exit_code == 0


@pytest.mark.slow
def test_serve_leaves_the_jobs_to_others_if_told(place, slow):
    (place.config["TANDEM"].instance / "go").touch()
    asked(place, slow)
    port = str(free_port())
    with process(place, "serve", "--port", port, "--no-jobs") as server:
        until(lambda: answers(port))
        time.sleep(0.5)
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0

    assert states(place) == ["waiting"]
    assert leases(place) == []


def answers(port):
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


@pytest.mark.slow
def test_killed_anywhere_it_is_done_in_the_end(place, slow):
    """Kill -9 at moments of chance: whatever was asked for is done, however often its process went."""
    folder = place.config["TANDEM"].instance
    (folder / "go").touch()
    for number in range(scaled(20, least=2)):
        with process(place, "work") as victim:
            asked(place, slow)
            time.sleep(0.8 + (number * 7 % 10) / 10)
            victim.send_signal(signal.SIGKILL)
            victim.wait()

    with process(place, "work"):
        with clock.at(clock.now() + timedelta(minutes=7)):
            Workshop(place, threads=1).tick()
        until(lambda: states(place)[-1] == "done" and not {"waiting", "running"} & set(states(place)))


def test_nothing_works_until_it_is_told_to(real_app):
    assert "tandem.queue" not in real_app.extensions


def test_hands_work_in_threads_and_stop(real_app, jobs):
    done = []
    with working(real_app) as shop:
        asked(real_app, job("tests.tell")(lambda: done.append(1)))
        until(lambda: done)
        until(lambda: runs(real_app) == [("tests.tell", "done")])
        until(lambda: "clock" in leases(real_app))

    assert leases(real_app) == []
    assert shop.queue.hands is None
    assert not any(thread.is_alive() for _, thread in shop._consumer.worker_threads)


def test_hands_work_from_a_queue_in_postgresql(databases, jobs):
    if databases.kind != "postgresql":
        pytest.skip("the queue in PostgreSQL needs one")
    app = built(database_url=databases.fresh(), queue_url=databases.fresh())
    done = []
    try:
        with working(app):
            asked(app, job("tests.tell")(lambda: done.append(1)))
            until(lambda: done)
        assert not (app.config["TANDEM"].instance / "queue.db").exists()
    finally:
        closed(app)
