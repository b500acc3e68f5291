"""What the doctor asks the rooms below: who is connected and since when, what waits, what ran."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select

from plugin import clock
from plugin.database import db
from plugin.jobs.models import Run
from plugin.lti.models import Deployment, Platform

LATELY = timedelta(days=1)


class Pending(NamedTuple):
    """A deployment that the operator has not let in."""

    platform_id: UUID
    issuer: str
    lms_id: str
    seen_at: datetime


class LastRun(NamedTuple):
    """The last run of a job that began."""

    job: str
    state: str
    began_at: datetime
    ended_at: datetime | None
    said: str


class Count(NamedTuple):
    """How many runs of a job are in a state, and since when the eldest: open ones, and those of the last day."""

    job: str
    state: str
    number: int
    eldest: datetime


def pending() -> list[Pending]:
    """Deployments that wait, the longest first."""
    rows = db.session.execute(
        select(Platform.id, Platform.issuer, Deployment.lms_id, Deployment.seen_at)
        .join(Platform, Platform.id == Deployment.platform_id)
        .where(Deployment.state == "pending")
        .order_by(Deployment.seen_at)
    )
    return [Pending(*row) for row in rows]


def last_runs() -> dict[str, LastRun]:
    """Job -> the last run that began."""
    place = func.row_number().over(partition_by=Run.job, order_by=(Run.began_at.desc(), Run.id.desc()))
    begun = (
        select(Run.job, Run.state, Run.began_at, Run.ended_at, Run.said, place.label("place"))
        .where(Run.began_at.is_not(None))
        .subquery()
    )
    fields = (begun.c.job, begun.c.state, begun.c.began_at, begun.c.ended_at, begun.c.said)
    rows = db.session.execute(select(*fields).where(begun.c.place == 1))
    return {row.job: LastRun(*row) for row in rows}


def counts() -> dict[tuple[str, str], Count]:
    """(job, state) -> how many, and since when."""
    recent = or_(Run.state.in_(("waiting", "running")), Run.asked_at > clock.now() - LATELY)
    rows = db.session.execute(
        select(Run.job, Run.state, func.count(), func.min(Run.asked_at))
        .where(recent)
        .group_by(Run.job, Run.state)
    )
    return {(row[0], row[1]): Count(*row) for row in rows}
