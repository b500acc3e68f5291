"""Statements of every page at 10 and at 1,000 people: equal, whatever the page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from plugin import clock
from tests.architecture.asked import asked, at, undone
from tests.architecture.rows import every_row
from tests.architecture.table import Made, Row
from tests.architecture.world import a_world
from tests.bench.crowd import crowd
from tests.bench.figures import Figure, at_most, equal
from tests.factories.visits import At
from tests.harness.databases import migrated
from tests.harness.house import built, closed
from tests.harness.isolation import Client, rolled_back
from tests.harness.statements import counted

SEEN = {200, 303}
FEW, MANY = 10, 1000
MOST = {"threads.show": 12, "groups.board": 15}


def figures() -> Iterator[Figure]:
    """One for each page, told for the persona whom it costs most; two pages have a bound of their own as well."""
    with tempfile.TemporaryDirectory(prefix="tandem-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'pages.sqlite'}"
        migrated(url)
        app = built(database_url=url, log_level="ERROR")
        app.test_client_class = Client
        few, many = measured(app, FEW), measured(app, MANY)
        for page, taken in few.items():
            worst = max(taken, key=lambda who: (abs(many[page][who] - taken[who]), taken[who]))
            said = f"statements of {page} as {worst.replace('_', ' ')} at {FEW} and at {MANY:,} people"
            yield equal(said, taken[worst], many[page][worst])
        for page, bound in MOST.items():
            yield at_most(f"statements of {page}", max(many[page].values()), bound)
        closed(app)


def measured(app: Flask, people: int) -> dict[str, dict[str, int]]:
    """Page -> persona -> the number of statements it takes among so many people."""
    # At one moment: a visit that grows old while the machine is busy writes down that it is still there.
    with clock.at(clock.now()), rolled_back(app):
        world = a_world()
        crowd(world, people)
        client = app.test_client()
        places = {persona: at(client, world, persona) for persona in world.personas}
        taken: dict[str, dict[str, int]] = {}
        for row in _pages():
            with undone():
                ids = row.ids(world)
                taken[row.endpoint] = {who: _count(places[who], row, ids) for who in _welcome(row, places)}
        return taken


def _pages() -> list[Row]:
    return [row for row in every_row() if row.safe and not row.open_to_all]


def _welcome(row: Row, places: dict[str, At]) -> list[str]:
    """The personas who see the page, or are led on by it."""
    return [who for who, status in row.answers.by_persona().items() if status in SEEN and who in places]


def _count(place: At, row: Row, ids: Made) -> int:
    with counted() as said:
        answer = asked(place, row, ids, {})
    assert answer.status_code in SEEN, f"{row.name}: {answer.status_code}"
    return len(said)
