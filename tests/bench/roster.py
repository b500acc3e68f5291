"""A roster of ten thousand: unchanged against the first time, and the memory it takes against one of a thousand."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from plugin.database import transaction
from plugin.lti.services.members import Members, MemberSaid
from plugin.people.roster.actions import Outcome, apply_roster
from plugin.people.roster.reading import read_roster
from tests.bench.apps import bench_app, own_public_key
from tests.bench.figures import Figure, at_most, equal
from tests.bench.steps import count_steps
from tests.factories import a_context
from tests.fakes.memberships import Site, people, served
from tests.fakes.rosters import a_listed_course
from tests.harness.house import built, closed
from tests.harness.statements import counted

FEW, MANY = 1000, 10_000
PAGE = 250
EVERY = 100  # steps of SQLite's machine between two calls of its progress handler


@dataclass
class Taken:
    """What one reading of a list took."""

    steps: int
    writes: int
    outcome: Outcome


def figures() -> Iterator[Figure]:
    """Steps and writes of the same list again, and memory."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        yield from _again(Path(folder))
        few, many = (_peak(Path(folder), size) for size in (FEW, MANY))
        yield at_most(f"memory of reading a first roster of {MANY:,} against {FEW:,} people", many / few, 1.2)


def _again(folder: Path) -> Iterator[Figure]:
    app = bench_app(folder / "again.sqlite")
    with app.app_context():
        with transaction():
            context_id = a_context().id
        crowd = [
            MemberSaid(f"sub-{number}", f"Person {number}", f"p{number}@example.com", "member", True)
            for number in range(MANY)
        ]
        first, again = _applied(context_id, crowd), _applied(context_id, crowd)
    closed(app)
    assert (first.outcome.new, again.outcome) == (MANY, Outcome(total=MANY))
    what = f"an unchanged roster of {MANY:,} people"
    yield at_most(f"SQLite steps of {what} against the first time", again.steps / first.steps, 0.3)
    yield equal(f"writes of {what}, against none", 0, again.writes)


def _applied(context_id: UUID, crowd: list[MemberSaid]) -> Taken:
    with Members(crowd) as members, transaction(), counted() as said:
        told = count_steps(EVERY)
        outcome = apply_roster(context_id, members)
        steps = told()
    return Taken(steps, sum(not statement.lstrip().startswith("SELECT") for statement in said), outcome)


def _peak(folder: Path, size: int) -> int:
    """Bytes of Python's memory at the height of reading a roster over the wire, in a process that does nothing else."""
    database = folder / f"memory-{size}.sqlite"
    app = bench_app(database)
    with app.app_context(), served(Site(keys=[own_public_key()], people=people(size), per_page=PAGE)) as site:
        with transaction():
            context_id = a_listed_course(app, site).context.id
        processes = get_context("spawn")
        heard, tell = processes.Pipe(duplex=False)
        process = processes.Process(target=_read, args=(database, context_id, tell))
        process.start()
        peak: int = heard.recv()
        process.join()
    closed(app)
    return peak


def _read(database: Path, context_id: UUID, tell: Connection) -> None:
    app = built(database_url=f"sqlite:///{database}", allow_private_hosts=True, log_level="ERROR")
    with app.app_context():
        tracemalloc.start()
        read = read_roster(context_id)
        assert read.ok, read.said
        tell.send(tracemalloc.get_traced_memory()[1])
    closed(app)
