"""Who may do what: every endpoint and method asked by every persona, with real ids of real things."""

from __future__ import annotations

from uuid import UUID

import pytest

from plugin.database import new_id
from tests.architecture.asked import OPENS, asked, at, everything, undone
from tests.architecture.rows import every_row
from tests.architecture.table import Answers
from tests.architecture.world import a_world

ROWS = every_row()
CLOSED = [row for row in ROWS if not row.open_to_all]
REFUSED = {401, 403, 404}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_persona_gets_what_the_table_says(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    got = {}

    for persona in row.answers.by_persona():
        with undone():
            got[persona] = asked(at(client, world, persona), row, ids, data).status_code

    assert Answers(**got) == row.answers


@pytest.mark.guards
@pytest.mark.parametrize("row", [row for row in CLOSED if not row.safe], ids=lambda row: row.name)
def test_who_is_refused_changes_nothing(row, client):
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    refused = [persona for persona, status in row.answers.by_persona().items() if status in REFUSED]
    places = [at(client, world, persona) for persona in refused]
    before = everything()

    for place in places:
        asked(place, row, ids, data)

    assert everything() == before


@pytest.mark.guards
@pytest.mark.parametrize("row", [row for row in CLOSED if row.safe], ids=lambda row: row.name)
def test_looking_changes_nothing_but_marks(row, client):
    world = a_world()
    ids = row.ids(world)
    places = [at(client, world, persona) for persona in row.answers.by_persona()]
    before = everything(without=OPENS)

    for place in places:
        asked(place, row, ids, {})

    assert everything(without=OPENS) == before


@pytest.mark.guards
@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row.name)
def test_an_id_that_never_was_is_not_here(row, client):
    """To everybody alike, so that a 403 never tells that a thing exists elsewhere."""
    world = a_world()
    ids, data = row.ids(world), row.data(world)
    places = [name for name, value in ids.items() if isinstance(value, UUID)]

    for name in places:
        for persona, status in row.answers.by_persona().items():
            got = asked(at(client, world, persona), row, {**ids, name: new_id()}, data).status_code
            assert got == (404 if status != 401 else 401), f"{name} for {persona}"


@pytest.mark.guards
@pytest.mark.parametrize("row", CLOSED, ids=lambda row: row.name)
def test_nobody_without_the_key_gets_in(row):
    assert row.answers.anonymous == 401
