"""A run of a job that somebody at a terminal does: claimed as hands claim theirs, so no worker does the same beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from uuid import UUID

import structlog
from flask import Flask, current_app
from sqlalchemy import exists, update
from sqlalchemy.exc import SQLAlchemyError

from plugin import clock
from plugin.database import db, is_first, new_id, transaction
from plugin.jobs import clockwork
from plugin.jobs.holding import Held, a_holder, note_end
from plugin.jobs.models import Lease, Run
from plugin.jobs.tasks import Job

HELD = timedelta(minutes=5)  # killed, a command is missed after so long
TICK = 60.0  # seconds between two words that it lives
log = structlog.get_logger()


@contextmanager
def claimed(wanted: Job, *ids: UUID) -> Iterator[bool]:
    """Whether the run is ours, until the end of the `with`; False where somebody does the same at this moment.

    Enter it outside any transaction. What waits to be done by the job goes on waiting, and is done afterwards.
    """
    held = Held(new_id(), wanted.name, " ".join(map(str, ids)), a_holder())
    if not _claim(held):
        yield False
        return
    state, over = "failed", Event()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    lives = Thread(target=_live, args=(app, held, over), daemon=True)
    try:
        lives.start()
        yield True
        state = "done"
    finally:
        over.set()
        if lives.is_alive():
            lives.join()
        note_end(held, state, "by hand")
        clockwork.leave(held.holder)


def _live(app: Flask, held: Held, over: Event) -> None:
    """Say now and then that the command lives, unless it was missed already: thousands of scores take their time."""
    while not over.wait(TICK):
        try:
            with app.app_context(), transaction():
                ours = exists().where(Run.id == held.id, Run.state == "running")
                still = update(Lease).where(Lease.holder == held.holder, ours)
                db.session.execute(still.values(until=clock.now() + HELD))
        except SQLAlchemyError:  # a database that is away for a moment
            log.exception("a command's word that it lives was lost")


def _claim(held: Held) -> bool:
    now, (run_id, name, subject, me) = clock.now(), held
    ours = {"state": "running", "asked_at": now, "due_at": now, "began_at": now, "holder": me}
    with transaction():
        # Where no worker keeps the clock, nobody else does.
        clockwork.miss_the_dead(now, Run.job == name, Run.subject == subject)
        if not is_first(Run(id=run_id, job=name, subject=subject, **ours)):
            return False
        db.session.add(Lease(name=f"process {me}", holder=me, until=now + HELD))
        return True
