"""`tandem recount`: are the counters of every course what its people and sections say?"""

from __future__ import annotations

from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from plugin.courses.outline.models import Course
from plugin.courses.outline.progress import Drift, recount
from plugin.database import db, transaction


class _OnlyLooked(Exception):
    """Takes back what a recount has put right."""


@click.command("recount")
@click.option("--check", is_flag=True, help="Only say it. Exits with 1 where anything has drifted.")
@with_appcontext
def recount_all(check: bool) -> None:
    """Count everybody's progress anew, course by course, and put right what has drifted."""
    with transaction(writing=False):
        courses = [(row.id, row.title) for row in db.session.execute(select(Course.id, Course.title))]
    drifted = False
    for course_id, title in courses:
        drift = _recounted(course_id, check)
        click.echo(f"{_harmless(title)}: {_said(drift)}")
        drifted = drifted or bool(drift)
    if not courses:
        click.echo("There is no course yet.")
    raise SystemExit(1 if check and drifted else 0)


def _recounted(course_id: UUID, check: bool) -> Drift:
    """Each course in a transaction of its own, so that nobody waits for all of them."""
    drift = Drift(course_id, 0, 0)
    try:
        with transaction():
            drift = recount(course_id)
            if check:
                raise _OnlyLooked
    except _OnlyLooked:
        pass
    return drift


def _said(drift: Drift) -> str:
    if not drift:
        return "nothing had drifted."
    return f"{drift.counters} counters and {drift.assignments} assignments had drifted."


def _harmless(said: str) -> str:
    """What people write is shown on a terminal, where some characters are orders."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in said)
