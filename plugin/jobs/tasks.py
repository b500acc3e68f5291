"""What rooms say of their jobs: `@job`, `@every`, and `soon` to ask for one with a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import event, literal_column
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session, SessionTransaction

from plugin import clock
from plugin.database import db, new_id, transaction
from plugin.jobs.models import Run
from plugin.jobs.queue import tell

PROMPT = timedelta(minutes=1)  # the queue has so long before the clock asks after a run
_WAITS = "soon"  # in a session's info: the runs to tell the queue of once they are kept


@dataclass(frozen=True, slots=True)
class Job:
    """Work with a name. Called with ids, inside an application context and outside any transaction; what it returns
    is kept with the run, so it holds numbers and reasons, never words or names."""

    name: str
    work: Callable[..., str | None]
    every: timedelta | None = None

    def __call__(self, *ids: UUID) -> str | None:
        return self.work(*ids)


JOBS: dict[str, Job] = {}


def job(name: str) -> Callable[[Callable[..., str | None]], Job]:
    """Make a function a job. It may be asked for twice or run again after a crash: let that be harmless."""

    def made(work: Callable[..., str | None]) -> Job:
        if name in JOBS:
            raise RuntimeError(f"two jobs are called '{name}'")
        JOBS[name] = Job(name, work)
        return JOBS[name]

    return made


def every(*, hours: int = 0, minutes: int = 0) -> Callable[[Job], Job]:
    """Let the clock ask for a job again and again. `@every(hours=1)` stands above `@job(...)`."""

    def made(plain: Job) -> Job:
        JOBS[plain.name] = Job(plain.name, plain.work, timedelta(hours=hours, minutes=minutes))
        return JOBS[plain.name]

    return made


def hourly(room: str, sweep: Callable[[datetime], int]) -> Job:
    """Sweep a room every hour: `sweep(now)` takes away what is over, in the transaction it finds, and counts it."""

    @every(hours=1)
    @job(f"{room}.sweep")
    def swept() -> str:
        with transaction():
            return f"{sweep(clock.now())} taken away"

    return swept


def soon(wanted: Job, *ids: UUID) -> None:
    """Ask for a run in the caller's transaction: it happens if that is committed, and then promptly."""
    run_id = ask(wanted.name, " ".join(map(str, ids)), due_at=clock.now() + PROMPT)
    db.session().info.setdefault(_WAITS, []).append(run_id)


def ask(name: str, subject: str, *, due_at: datetime, tries: int = 1) -> UUID:
    """Write down that a run is wanted, and give its id. One that waits already is enough.

    That row is locked until we commit, by an update that changes nothing: otherwise it could begin before our change
    is to be seen, and our change would wait for the next time.
    """
    insert = insert_postgresql if db.session.connection().dialect.name == "postgresql" else insert_sqlite
    row = {"job": name, "subject": subject, "state": "waiting", "due_at": due_at, "tries": tries}
    wanted = insert(Run).values(id=new_id(), asked_at=clock.now(), holder="", said="", **row)
    asked = wanted.on_conflict_do_update(
        index_elements=[Run.job, Run.subject],
        index_where=Run.__table__.c.state == _literal("waiting"),
        set_={"job": wanted.excluded.job},
    )
    return db.session.execute(asked.returning(Run.id)).scalar_one()


def _literal(word: str) -> Any:
    """In the statement itself: PostgreSQL knows a partial index by its words, not by a parameter."""
    return literal_column(f"'{word}'")


@event.listens_for(Session, "after_commit")
def _tell(session: Session) -> None:
    if not session.in_nested_transaction():
        for run_id in session.info.pop(_WAITS, ()):
            tell(current_app, run_id)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    # A savepoint given up leaves what was asked for before it; a run asked for inside it has no row, and who is told of
    # it finds nothing to do. A flush that fails in a savepoint is a transaction of its own, so only the outermost counts.
    if ended.parent is None:
        session.info.pop(_WAITS, None)
