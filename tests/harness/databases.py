"""Databases for tests: migrated once a run, copied for each worker and for each test that wants its own."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from flask_migrate import upgrade

from tests.harness.house import built, closed

# The server's address, from the process that started it to the workers.
SERVER = "TESTS_POSTGRES"
TEMPLATE = "tandem_template"


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one worker in at a time."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def migrated(url: str) -> None:
    """Bring the database at `url` to the head of the migrations."""
    app = built(database_url=url)
    with app.app_context():
        upgrade()
    closed(app)


@dataclass
class Databases:
    """One kind of database and the folder that this run's workers share."""

    kind: str
    shared: Path
    worker: str

    def __post_init__(self) -> None:
        self._numbers = count()

    def fresh(self) -> str:
        """The URL of a database of its own: empty, and at the head of the migrations."""
        name = f"tandem_{self.worker}_{next(self._numbers)}"
        return self._copied_file(name) if self.kind == "sqlite" else self._copied_database(name)

    def bare(self) -> str:
        """The URL of a database of its own without any table, for tests of the migrations themselves."""
        name = f"tandem_{self.worker}_{next(self._numbers)}"
        if self.kind == "sqlite":
            return f"sqlite:///{self.shared / name}.sqlite"
        return _created(name)

    def _copied_file(self, name: str) -> str:
        template = self.shared / f"{TEMPLATE}.sqlite"
        with alone(self.shared / "template.lock"):
            if not template.exists():
                draft = template.with_suffix(".draft")
                migrated(f"sqlite:///{draft}")
                draft.rename(template)
        copy = self.shared / f"{name}.sqlite"
        shutil.copy(template, copy)
        return f"sqlite:///{copy}"

    def _copied_database(self, name: str) -> str:
        ready = self.shared / "template.ready"
        with alone(self.shared / "template.lock"):
            if not ready.exists():
                migrated(_created(TEMPLATE))
                ready.touch()
            return _created(name, template=TEMPLATE)


def _created(name: str, template: str = "template1") -> str:
    server = os.environ[SERVER]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.replace("/postgres?", f"/{name}?")
