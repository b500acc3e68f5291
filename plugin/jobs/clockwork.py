"""The one clock: who keeps it, what it asks for, and what it finds that was lost."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from plugin import clock
from plugin.database import db, transaction
from plugin.jobs.models import Lease, Run
from plugin.jobs.tasks import JOBS, ask

CLOCK = "clock"
HELD = timedelta(seconds=45)  # three ticks: one that comes late loses nothing
AGAIN = timedelta(minutes=5)  # how long a run may wait in the queue before it is put there once more
MOST_TRIES = 3
AT_ONCE = 100  # runs put into the queue by one tick
KEPT = timedelta(days=30)


def tick(me: str, in_hand: Container[UUID] = frozenset()) -> list[UUID]:
    """Say that this process lives and, if the clock is ours, see what is due: the runs to put into the queue.

    All in one transaction that holds the clock's row, so two processes never tick at once, whatever their clocks say.
    """
    now = clock.now()
    with transaction():
        _take(f"process {me}", me, now)
        _lost(now, Run.id.in_(_dropped(me, in_hand)))
        if not _take(CLOCK, me, now):
            return []
        miss_the_dead(now)
        _ask_for_what_is_due(now)
        return _waiting(now)


def miss_the_dead(now: datetime, *which: ColumnElement[bool]) -> None:
    """End runs whose process is no more, all or `which`, in the caller's transaction."""
    alive = select(Lease.holder).where(Lease.name != CLOCK, Lease.until > now)
    _lost(now, and_(Run.holder.not_in(alive), *which))


def leave(me: str) -> None:
    """Let go of all that this process has, so that others need not wait for it to run out."""
    with transaction():
        db.session.execute(delete(Lease).where(Lease.holder == me))


def keeper() -> datetime | None:
    """Until when somebody keeps the clock; None where nobody does."""
    return db.session.scalar(select(Lease.until).where(Lease.name == CLOCK, Lease.until > clock.now()))


def sweep(now: datetime) -> int:
    """Forget runs of last month, and processes that are no more."""
    over = db.session.execute(delete(Run).where(Run.asked_at < now - KEPT, Run.state != "running"))
    gone = db.session.execute(delete(Lease).where(Lease.name != CLOCK, Lease.until < now - timedelta(days=1)))
    return int(over.rowcount + gone.rowcount)  # type: ignore[attr-defined]


def _take(name: str, me: str, now: datetime) -> bool:
    """Take a lease or keep it for longer. Of two who find it run out, the second waits for the first and then sees
    that it is taken."""
    free = (Lease.holder == me) | (Lease.until <= now)
    taken = (
        update(Lease).where(Lease.name == name, free).values(holder=me, until=now + HELD).returning(Lease.id)
    )
    if db.session.execute(taken).first():
        return True
    try:
        with db.session.begin_nested():
            if db.session.scalar(select(Lease.id).where(Lease.name == name)):
                return False
            db.session.add(Lease(name=name, holder=me, until=now + HELD))
    except IntegrityError:  # somebody else was the first ever, at this moment
        return False
    return True


def _dropped(me: str, in_hand: Container[UUID]) -> list[UUID]:
    """Runs of this process whose end could not be noted. What is in hand is looked up after what runs: hands take a
    run up before they claim it, and put it down when its end is noted."""
    running = db.session.scalars(select(Run.id).where(Run.state == "running", Run.holder == me))
    return [run_id for run_id in running if run_id not in in_hand]


def _lost(now: datetime, whose: ColumnElement[bool]) -> None:
    """Runs that nobody does any more: ended, and asked for again unless they keep taking their process down."""
    found = (
        update(Run)
        .where(Run.state == "running", whose)
        .values(state="lost", ended_at=now, said="its process ended before it did")
        .returning(Run.job, Run.subject, Run.tries)
        .execution_options(synchronize_session=False)
    )
    for name, subject, tries in db.session.execute(found).all():
        if tries < MOST_TRIES:
            ask(name, subject, due_at=now, tries=tries + 1)


def _ask_for_what_is_due(now: datetime) -> None:
    periods = {each.name: each.every for each in JOBS.values() if each.every}
    asked = (
        select(Run.job, func.max(Run.asked_at).label("last")).where(Run.job.in_(periods)).group_by(Run.job)
    )
    last = {row.job: row.last for row in db.session.execute(asked)}
    for name, period in periods.items():
        if name not in last or last[name] + period <= now:
            ask(name, "", due_at=now)


def _waiting(now: datetime) -> list[UUID]:
    due = select(Run.id).where(Run.state == "waiting", Run.due_at <= now).order_by(Run.due_at).limit(AT_ONCE)
    found = list(db.session.scalars(due))
    db.session.execute(update(Run).where(Run.id.in_(found)).values(due_at=now + AGAIN))
    return found
