"""Work in a process of its own, that can be killed at any moment of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any
from uuid import UUID

from tests.harness.house import built, closed, instance

Work = Callable[[UUID], object]
PRELOADED = ["plugin.app", "tests.harness.killing"]


@dataclass(frozen=True)
class Hand:
    """Something that a job does for one course, with that database; `work` is a function of a module."""

    work: Work
    url: str
    context_id: UUID

    def killed_after(self, seconds: float) -> bool:
        """Kill it so long after it began; says whether it was still at it."""
        with self._begun() as process:
            process.join(seconds)
            return process.is_alive()

    def takes(self) -> float:
        """Seconds that the whole of it takes here and now."""
        with self._begun() as process:
            start = time.perf_counter()
            process.join()
            assert process.exitcode == 0
            return time.perf_counter() - start

    @contextmanager
    def _begun(self) -> Iterator[ForkServerProcess]:
        """A process that has just begun. Everything was loaded before, so that a kill falls into the work."""
        processes = get_context("forkserver")
        processes.set_forkserver_preload([*PRELOADED, self.work.__module__])
        heard, ready = processes.Pipe(duplex=False)
        told = (self.work, self.url, self.context_id, ready, instance())
        process = processes.Process(target=_do, args=told)
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


def _do(work: Work, url: str, context_id: UUID, ready: Connection, folder: str) -> None:
    """`folder` is its parent's: whoever is killed takes nothing away behind them."""
    app = built(database_url=url, allow_private_hosts=True, log_level="ERROR", instance=folder)
    with app.app_context():
        ready.send("ready")
        work(context_id)
    closed(app)


def moments(seed: int, within: float) -> Iterator[float]:
    """Seeded moments within so many seconds."""
    chance: Any = random.Random(seed)
    while True:
        yield chance.uniform(0, within)
