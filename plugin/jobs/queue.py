"""The queue: ids of runs, signed, in a file of the instance or in PostgreSQL. What it loses the clock finds again."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import psycopg
import structlog
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask
from huey import Huey, PostgresHuey, SqliteHuey
from huey.exceptions import HueyException
from huey.serializer import SignedSerializer

from plugin.settings import Settings

NAME = "tandem"
PURPOSE = b"tandem: messages in the queue of jobs"
FAULTS = (sqlite3.Error, psycopg.Error, OSError, HueyException)
log = structlog.get_logger()


class Signed(SignedSerializer):  # type: ignore[misc]
    """Messages are unpickled, so only ours are read: signed with the first secret, known by any."""

    def __init__(self, secrets: Sequence[str]) -> None:
        first, *earlier = [_derived(secret) for secret in secrets]
        super().__init__(secret=first, salt=NAME)
        self._earlier = [SignedSerializer(secret=key, salt=NAME) for key in earlier]

    def _unsign(self, signed: bytes) -> bytes:
        for reader in self._earlier:
            try:
                return bytes(reader._unsign(signed))
            except ValueError:
                continue
        return bytes(super()._unsign(signed))


def _derived(secret: str) -> str:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode()).hex()


class Queue:
    """Where runs wait for a free hand. `hands` does one; a process that only asks has none."""

    def __init__(self, told: Settings) -> None:
        self.huey = _huey(told)
        self.hands: Callable[[UUID], None] | None = None
        # Each of huey's workers listens to PostgreSQL on a connection of its own, which only it can close.
        self.huey.on_shutdown("close")(self.close)
        self._closing = threading.Lock()
        self._task = self.huey.task(name="run")(self._run)

    def put(self, run_id: UUID) -> None:
        """Let a run be done promptly. Raises one of FAULTS."""
        self._task(str(run_id))

    def close(self) -> None:
        """Let go of this thread's connections. One thread at a time: huey looks whether one is open before it locks."""
        with self._closing:
            self.huey.storage.close()

    def _run(self, run_id: str) -> None:
        if self.hands:
            self.hands(UUID(run_id))


def tell(app: Flask, run_id: UUID) -> None:
    """Tell the queue of a run. One that cannot be reached costs a minute, never the run."""
    try:
        queue_of(app).put(run_id)
    except FAULTS as fault:
        log.warning("queue not reached", fault=type(fault).__name__)


def queue_of(app: Flask) -> Queue:
    """The application's queue, opened when it is first needed."""
    if "tandem.queue" not in app.extensions:
        app.extensions["tandem.queue"] = Queue(app.config["TANDEM"])
    queue: Queue = app.extensions["tandem.queue"]
    return queue


def _huey(told: Settings) -> Huey:
    _speak_as_we_do()
    common: dict[str, Any] = {"results": False, "serializer": Signed(told.keys)}
    if told.queue_url:
        # SQLAlchemy names the driver in the address, psycopg does not.
        dsn = told.queue_url.replace("postgresql+psycopg://", "postgresql://", 1)
        return PostgresHuey(NAME, dsn=dsn, table_prefix="tandem_queue", **common)
    told.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Without waiting for the disk: after a power cut the rows are still there, and the clock asks again.
    return SqliteHuey(NAME, filename=str(told.instance / "queue.db"), fsync=False, **common)


class _AsOurs(logging.Handler):
    """What huey complains of, as one line of our log."""

    def emit(self, record: logging.LogRecord) -> None:
        log.log(record.levelno, "queue", said=record.getMessage(), exc_info=record.exc_info)


def _speak_as_we_do() -> None:
    theirs = logging.getLogger("huey")
    if not theirs.handlers:
        theirs.addHandler(_AsOurs(logging.WARNING))
        theirs.propagate = False
