"""`flask --app plugin.app lti sync-rosters` and `lti roster`: reading rosters, and looking at what came of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict
from uuid import UUID

import click
import structlog
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from plugin.database import transaction
from plugin.errors import Invalid
from plugin.lti.cli import Bad
from plugin.lti.registry import platform_called
from plugin.people.roster import queries
from plugin.people.roster.queries import Listed
from plugin.people.roster.reading import Read, read_roster

BATCH = 20
log = structlog.get_logger()


@click.command("sync-rosters")
@click.option("--now", is_flag=True, help="Read every course's, not only those whose time has come.")
@with_appcontext
def sync_rosters(now: bool) -> None:
    """Ask the learning sites who is in their courses. Exits with 1 if any roster could not be read."""
    failed = False
    count = 0
    broken: set[UUID] = set()
    for context_id in _every() if now else _due(broken):
        read = _read(context_id, broken)
        click.echo(f"{read.title}: {'' if read.ok else 'failed: '}{read.said}")
        failed, count = failed or not read.ok, count + 1
    if not count:
        click.echo("No roster is due." if not now else "No course has said yet where its members are listed.")
    raise SystemExit(1 if failed else 0)


@click.command("roster")
@click.argument("issuer")
@click.argument("context_id")
@click.option("--json", "as_json", is_flag=True, help="As a list of {sub, name, role, active}.")
@with_appcontext
def roster(issuer: str, context_id: str, as_json: bool) -> None:
    """Show whom we know in a course, by the ids of its learning site."""
    try:
        with transaction(writing=False):
            listed = _listed(issuer, context_id)
    except Invalid as fault:
        raise Bad(fault.sentence) from fault
    if as_json:
        click.echo(json.dumps([asdict(one) for one in listed], ensure_ascii=False))
        return
    for one in listed:
        click.echo(f"{one.sub}\t{one.name}\t{one.role}\t{'active' if one.active else 'inactive'}")


commands = (sync_rosters, roster)


def _every() -> list[UUID]:
    with transaction(writing=False):
        return queries.every_roster()


def _read(context_id: UUID, broken: set[UUID]) -> Read:
    """One course's. An error that nobody foresaw is this course's alone: the rest go on."""
    try:
        return read_roster(context_id)
    except Exception as fault:
        broken.add(context_id)
        log.exception("roster failed", context=str(context_id))
        said = f"{type(fault).__name__}, an error of ours: the log says more"
        return Read(context_id, _called(context_id), False, said, said)


def _called(context_id: UUID) -> str:
    with suppress(SQLAlchemyError), transaction(writing=False):  # the database itself may be what fails
        return queries.called(context_id)
    return str(context_id)


def _due(broken: Collection[UUID]) -> Iterator[UUID]:
    """Those whose time has come, a batch at a time; reading one takes it off the list, and so does an error of ours."""
    while True:
        with transaction(writing=False):
            due = queries.due_rosters(BATCH, besides=broken)
        yield from due
        if len(due) < BATCH:
            return


def _listed(issuer: str, lms_id: str) -> list[Listed]:
    """Whoever is in the course. Where an issuer has several registrations, the course may tell them apart."""
    called = queries.courses_called(lms_id)
    platforms = {platform_id for _course, platform_id, whose in called if whose == issuer}
    platform_id = platforms.pop() if len(platforms) == 1 else platform_called(issuer).id
    courses = [course for course, whose, _issuer in called if whose == platform_id]
    if not courses:
        raise Invalid(f"Nobody has come from a course '{lms_id}' of {issuer} yet.")
    return queries.listed_in(courses)
