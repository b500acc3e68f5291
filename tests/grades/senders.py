"""Sending scores in a process of its own, that can be killed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from uuid import UUID

from plugin.courses.grades.delivery import deliver
from tests.harness.house import built, closed

PRELOADED = ["plugin.app", "tests.grades.senders"]


def _send(url: str, context_id: UUID, ready: Connection) -> None:
    app = built(database_url=url, allow_private_hosts=True, log_level="ERROR")
    with app.app_context():
        ready.send("ready")
        deliver(context_id, at_once=True)
    closed(app)


@contextmanager
def sender(url: str, context_id: UUID) -> Iterator[ForkServerProcess]:
    """A process that has just begun to send. It was loaded before, so that a kill falls into the sending."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload(PRELOADED)
    heard, ready = processes.Pipe(duplex=False)
    process = processes.Process(target=_send, args=(url, context_id, ready))
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
    """Kill a sender so long after it began; says whether it was still at it."""
    with sender(url, context_id) as process:
        process.join(seconds)
        return process.is_alive()


def takes(url: str, context_id: UUID) -> float:
    """Seconds that a whole round takes here and now."""
    with sender(url, context_id) as process:
        start = time.perf_counter()
        process.join()
        assert process.exitcode == 0
        return time.perf_counter() - start
