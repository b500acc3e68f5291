"""Installations in all conditions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from plugin import clock
from plugin.database import db, new_id
from plugin.jobs.models import Lease, Run
from plugin.lti import keys
from plugin.lti.models import Context, Platform
from plugin.people.roster.models import Roster
from tests.harness.isolation import apart


def a_keeper() -> None:
    """Somebody does the jobs."""
    db.session.add(Lease(name="clock", holder="one", until=clock.now() + timedelta(minutes=1)))
    db.session.flush()


def a_run(job: str, state: str, *, age: timedelta = timedelta(minutes=1), said: str = "") -> Run:
    """A run that was asked for so long ago, and began at once."""
    asked = clock.now() - age
    began = None if state == "waiting" else asked
    row: dict[str, Any] = {"job": job, "state": state, "asked_at": asked, "due_at": asked, "began_at": began}
    run = Run(**row, subject=str(new_id()), said=said)
    db.session.add(run)
    db.session.flush()
    return run


def a_roster(
    context_id: Any, *, failures: int = 0, read_at: datetime | None = None, result: str = ""
) -> None:
    """A course that says where its members are, and how reading them went."""
    context = db.session.get(Context, context_id)
    assert context
    context.memberships_url = "https://lms.example/members"
    row = {"failures": failures, "read_at": read_at, "tried_at": clock.now(), "result": result, "members": 23}
    db.session.add(Roster(context_id=context_id, due_at=clock.now(), **row))
    db.session.flush()


def some_keys(app: Any) -> None:
    """Keys of ours, made as a request would."""

    def make() -> int:
        with app.app_context():
            return keys.make_missing()

    apart(make)


def platform_of(context_id: Any) -> Platform:
    """The platform of a course."""
    context = db.session.get(Context, context_id)
    assert context
    platform = db.session.get(Platform, context.platform_id)
    assert platform
    return platform
