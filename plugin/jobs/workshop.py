"""A process at work: hands that take runs from the queue, and the clock. The one edge where any error may arrive."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import structlog
from flask import Flask
from huey.consumer import BaseProcess, Consumer
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from plugin import clock
from plugin.database import db, transaction
from plugin.jobs import clockwork
from plugin.jobs.holding import Held, a_holder, note_end
from plugin.jobs.models import Run
from plugin.jobs.queue import queue_of, tell
from plugin.jobs.tasks import JOBS

TICK = 15  # seconds
IDLE = 1.0  # seconds, at most, between two looks into an empty queue
PATIENCE = 20  # seconds that running work has to end when the process should
log = structlog.get_logger()


class Workshop:
    """Hands and clock of one process. Killed, others find what it left."""

    def __init__(self, app: Flask, threads: int) -> None:
        self._app = app
        self.me = a_holder()
        self.in_hand: set[UUID] = set()
        self.queue = queue_of(app)
        self.queue.hands = self.do
        self._consumer = _Consumer(self, threads)

    def start(self) -> None:
        """Begin to work, in threads of this process."""
        self._consumer.start()

    def stop(self) -> None:
        """Take nothing more, let what runs come to its end, and let go of the clock."""
        self._consumer.stop(graceful=True)
        with self._app.app_context():
            clockwork.leave(self.me)
        self.queue.hands = None
        self.queue.close()

    def tick(self) -> None:
        """Live, and keep the clock if it is ours. A database that is away for a while stops nothing for good."""
        try:
            with self._app.app_context():
                due = clockwork.tick(self.me, self.in_hand)
        except Exception:
            log.exception("the clock missed a tick")
            return
        for run_id in due:
            tell(self._app, run_id)

    def do(self, run_id: UUID) -> None:
        """Do one run: claimed, done and noted in transactions of their own."""
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(reference=f"job-{run_id.hex[-8:]}")
        self.in_hand.add(run_id)
        try:
            with self._app.app_context():
                if claimed := self._claim(run_id):
                    note_end(claimed, *_outcome(claimed, f"job-{run_id.hex[-8:]}"))
        finally:
            self.in_hand.discard(run_id)

    def _claim(self, run_id: UUID) -> Held | None:
        """Take a run, unless somebody has it, or does the same at this moment: then it waits for that to end."""
        mine = {"state": "running", "began_at": clock.now(), "holder": self.me}
        taken = update(Run).where(Run.id == run_id, Run.state == "waiting").values(mine)
        try:
            with transaction():
                row = db.session.execute(taken.returning(Run.job, Run.subject)).one_or_none()
        except IntegrityError:
            return None
        return Held(run_id, *row, self.me) if row else None


def _outcome(claimed: Held, reference: str) -> tuple[str, str]:
    if claimed.job not in JOBS:
        return "failed", "this version knows no such job"
    try:
        ids = [UUID(word) for word in claimed.subject.split()]
        return "done", JOBS[claimed.job](*ids) or ""
    except Exception as fault:
        # The class alone is kept: an error's text may hold what people wrote.
        log.exception("job failed", job=claimed.job, subject=claimed.subject)
        return "failed", f"{type(fault).__name__}, reference {reference} in the log"


class _Clock(BaseProcess):  # type: ignore[misc]
    """Ticks where huey's own scheduler would stand: ours is one among all processes."""

    process_name = "Clock"
    workshop: Workshop
    consumer: _Consumer

    def loop(self, now: Any = None) -> None:
        began = time.monotonic()
        self.workshop.tick()
        self.consumer.check_worker_health()
        self.sleep_for_interval(began, TICK)


class _Consumer(Consumer):  # type: ignore[misc]
    """huey's workers, without its hold on the process's signals: those belong to whoever serves."""

    def __init__(self, workshop: Workshop, threads: int) -> None:
        self._workshop = workshop
        self._begun = False
        super().__init__(workshop.queue.huey, workers=threads, max_delay=IDLE, shutdown_timeout=PATIENCE)

    def start(self) -> None:
        """Let the clock and all hands begin."""
        super().start()
        self._begun = True

    def check_worker_health(self) -> bool:
        """Put another hand in the place of one that died.

        huey starts the clock before the hands. One that had not begun yet would be taken for dead and replaced, would
        begin all the same, and nobody would wait for its work at the end; nor is one dead that was told to end.
        """
        if not self._begun or self.stop_flag.is_set():
            return True
        return bool(super().check_worker_health())

    def _create_scheduler(self) -> _Clock:
        made = _Clock(self.huey, self.stop_flag)
        made.workshop, made.consumer = self._workshop, self
        return made

    def _set_signal_handlers(self) -> None:
        pass


@contextmanager
def working(app: Flask, threads: int = 2) -> Iterator[Workshop]:
    """Hands and clock in this process, until the end of the `with`. Never in create_app: a command that lists
    something should not begin to work."""
    workshop = Workshop(app, threads)
    workshop.start()
    try:
        yield workshop
    finally:
        workshop.stop()
