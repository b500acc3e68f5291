"""Looking at runs, and doing what waits in the queue, as a test reads it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from plugin.database import db, transaction
from plugin.jobs.models import Run
from plugin.jobs.queue import queue_of
from plugin.jobs.tasks import Job, soon


def asked(app: Flask, wanted: Job, *ids: UUID) -> None:
    """Ask for a run as a request would."""
    with app.app_context(), transaction():
        soon(wanted, *ids)


def runs(app: Flask) -> list[tuple[str, str]]:
    """Job and state of each run, the eldest first."""
    with app.app_context(), transaction(writing=False):
        return [
            (run.job, run.state) for run in db.session.scalars(select(Run).order_by(Run.asked_at, Run.id))
        ]


def everything_of(app: Flask) -> list[dict[str, Any]]:
    """Each run whole."""
    with app.app_context(), transaction(writing=False):
        listed = db.session.execute(select(Run.__table__).order_by(Run.__table__.c.asked_at)).mappings()
        return [dict(row) for row in listed]


def work_off(app: Flask) -> int:
    """Do what the queue holds, in this thread; gives how many messages there were."""
    huey, count = queue_of(app).huey, 0
    while task := huey.dequeue():
        huey.execute(task)
        count += 1
    return count
