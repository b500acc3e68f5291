"""Asking the application as a persona would, and looking at what it changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Select, Table, select
from werkzeug.test import TestResponse

from plugin.database import db
from tests.architecture.table import Made, Row
from tests.architecture.world import World
from tests.factories.visits import At, visit_as

# What a request leaves behind by itself: it was here, and when.
MARKS = {"visit.seen_at", "enrolment.seen_at"}
# What a look leaves behind: that a resource was opened, and when; how far a discussion was read.
OPENS = {"opened", "resource_use", "reading"}


def at(client: FlaskClient, world: World, persona: str) -> At:
    """The persona's visit; `anonymous` has the mentee's address and no key."""
    if persona != "anonymous":
        return visit_as(client, world.personas[persona])
    place = visit_as(client, world.personas["mentee"])
    return replace(place, client=client.application.test_client())


def asked(place: At, row: Row, ids: Made, data: Made, **named: Any) -> TestResponse:
    """Send one request for a row."""
    if row.open_to_all:
        address = place.url(row.endpoint, **ids, visit=None)
        return place.client.open(address, method=row.method, data=data or None, **named)
    address = place.url(row.endpoint, **ids)
    return place.get(address, **named) if row.safe else place.post(address, data, **named)


@contextmanager
def undone() -> Iterator[None]:
    """Take back, at the end, everything that happens inside."""
    db.session.commit()
    connection: Any = db.engines[None]
    step = connection.begin_nested()
    try:
        yield
    finally:
        db.session.rollback()
        step.rollback()
        db.session.expire_all()


def everything(without: Collection[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without the marks and `without` some tables, to compare before and after."""
    db.session.commit()
    return {
        table.name: [tuple(found) for found in db.session.execute(_whole(table))]
        for table in db.metadata.sorted_tables
        if table.name not in without
    }


def _whole(table: Table) -> Select[Any]:
    columns = [column for column in table.c if str(column) not in MARKS]
    return select(*columns).order_by(table.c.id)
