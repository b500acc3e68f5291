"""Reading a roster in a process of its own, that can be killed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any
from uuid import UUID

from plugin.people.roster.reading import read_roster
from tests.harness.house import built, closed

PRELOADED = ["plugin.app", "tests.people.roster.readers"]


def _read(url: str, context_id: UUID, ready: Connection) -> None:
    app = built(database_url=url, allow_private_hosts=True, log_level="ERROR")
    with app.app_context():
        ready.send("ready")
        read_roster(context_id)
    closed(app)


@contextmanager
def reader(url: str, context_id: UUID) -> Iterator[ForkServerProcess]:
    """A process that has just begun to read. It was loaded before, so that a kill falls into the reading."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload(PRELOADED)
    heard, ready = processes.Pipe(duplex=False)
    process = processes.Process(target=_read, args=(url, context_id, ready))
    process.start()
    ready.close()
    assert heard.recv() == "ready"
    try:
        yield process
    finally:
        process.kill()
        process.join()
        process.close()
        heard.close()


def killed_after(seconds: float, url: str, context_id: UUID) -> bool:
    """Kill a reader so long after it began; says whether it was still at it."""
    with reader(url, context_id) as process:
        process.join(seconds)
        return process.is_alive()


def takes(url: str, context_id: UUID) -> float:
    """Seconds that a whole reading takes here and now."""
    with reader(url, context_id) as process:
        start = time.perf_counter()
        process.join()
        assert process.exitcode == 0
        return time.perf_counter() - start


def moments(seed: int, within: float) -> Iterator[float]:
    """Seeded moments within a reading."""
    chance: Any = random.Random(seed)
    while True:
        yield chance.uniform(0, within)
