"""The whole demonstration: it comes up with its history, again changes nothing, and the command says where to go."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import func, select

from demo.demonstration import Place, running, tool
from demo.history.arrivals import launch
from demo.people import FIRST_TEAM
from demo.servers import free_port
from plugin.database import db, transaction
from plugin.people.models import Person
from tests.fakes.demonstration import demonstration
from tests.harness.house import closed

# Logins and visits belong to launches, keys and key sets to the servers: all else is what people have done.
PASSING = {"login", "visit", "own_key", "key_set"}


def rows(place):
    """How many rows each table holds."""
    app = tool(place)
    with app.app_context(), transaction(writing=False):
        tables = [table for table in db.metadata.sorted_tables if table.name not in PASSING]
        counted = {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in tables}
    closed(app)
    return counted


@pytest.fixture
def place(databases, tmp_path):
    return Place(tmp_path, free_port(), free_port(), databases.fresh())


def test_history_is_told_once(place):
    with running(place):
        first = rows(place)
    with running(place):
        assert rows(place) == first
    assert first["platform"] == first["company"] == first["course"] == 1
    assert first["person"] == first["enrolment"] == 15
    assert first["learning_group"] == 2
    assert first["stored_file"] == first["share"] == 1
    for told in (
        "goal",
        "milestone",
        "session",
        "private_note",
        "action",
        "resource",
        "post",
        "assignment",
        "resource_use",
    ):
        assert first[told] > 5, told


def test_without_history_there_is_only_the_registration(place):
    with running(place, with_history=False):
        assert rows(place)["platform"] == 1
        assert rows(place)["person"] == 0


def test_people_who_never_came_appear_by_the_roster(place):
    with running(place, with_history=False, jobs=True) as world:
        app = tool(place)
        launch(app, world, "helena", FIRST_TEAM)
        names = set()
        for _ in range(100):
            with app.app_context(), transaction(writing=False):
                names = set(db.session.scalars(select(Person.name)))
            if len(names) > 1:
                break
            time.sleep(0.2)
        closed(app)
    assert {"Lerato Dlamini", "Henrik Aalto", "Helena Brandt"} <= names
    assert "Wanjiru Kamau" not in names


def test_both_answer_where_it_says(databases):
    with demonstration(databases.fresh(), history=False) as both:
        for url in (both.lms + "/", both.lms + "/lti/jwks", both.tool + "/healthz"):
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert answer.status == 200


def test_command_says_where_to_go_and_stops_on_ctrl_c(tmp_path):
    ports = [str(free_port()), str(free_port())]
    command = [sys.executable, "-m", "demo", "--port", ports[0], "--lms-port", ports[1], "--no-history"]
    with subprocess.Popen(
        [*command, "--folder", str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as running_command:
        said = ""
        while running_command.stdout and "Ctrl-C" not in said:
            line = running_command.stdout.readline()
            assert line, said
            said += line
        running_command.send_signal(signal.SIGINT)
        assert running_command.wait(timeout=20) == 0
    assert re.search(rf"http://localhost:{ports[1]}\b", said)
    assert re.search(rf"http://127.0.0.1:{ports[0]}\b", said)
    assert "Helena Brandt" in said
